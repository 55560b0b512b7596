'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useRef, useState } from 'react';

/**
 * Asks before unsaved changes are left by a link, by back and forward, by reload or by closing. Anything else, a save
 * above all, is not asked about.
 *
 * Back and forward are stopped by the Navigation API: a `popstate` listener comes too late, because Next's own runs
 * first whatever the phase (seen in Chromium). Where the browser lets them pass (no such API, or Back pressed again
 * without touching the page), the draft in memory still holds what was typed.
 *
 * @param isDirty whether there is something to lose, read at the moment of leaving
 */
export function useLeaveGuard(isDirty: () => boolean) {
  const router = useRouter();
  const [wanted, setWanted] = useState<() => void>();
  const released = useRef(false);
  const guards = useEffectEvent(() => !released.current && isDirty());
  const follow = useEffectEvent((href: string) => router.push(href as Route));

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const href = leavingHref(event);
      if (href === undefined || !guards()) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(() => () => follow(href));
    };
    const onNavigate = (event: NavigateEvent) => {
      // A way out of this document is asked about by `beforeunload`.
      const stoppable =
        event.navigationType === 'traverse' && event.cancelable && event.destination.sameDocument;
      if (!stoppable || !guards()) return;
      event.preventDefault();
      const { key } = event.destination;
      setWanted(() => () => void window.navigation.traverseTo(key));
    };
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (guards()) event.preventDefault();
    };

    const navigation = 'navigation' in window ? window.navigation : undefined;
    // Capture on the window: before React's own listeners, which stand on the document.
    window.addEventListener('click', onClick, true);
    navigation?.addEventListener('navigate', onNavigate);
    window.addEventListener('beforeunload', onBeforeUnload);
    return () => {
      window.removeEventListener('click', onClick, true);
      navigation?.removeEventListener('navigate', onNavigate);
      window.removeEventListener('beforeunload', onBeforeUnload);
    };
  }, []);

  return {
    /** Whether the question stands. */
    asking: wanted !== undefined,
    stay: () => setWanted(undefined),
    leave: () => {
      released.current = true;
      setWanted(undefined);
      wanted?.();
    },
    /** Lets the next navigation pass; for after a save. */
    release: () => {
      released.current = true;
    },
  };
}

/** The address a click would bring this tab to, if it leaves this page for another of this dashboard. */
function leavingHref(event: MouseEvent): string | undefined {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  )
    return undefined;
  const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (
    !(anchor instanceof HTMLAnchorElement) ||
    (anchor.target !== '' && anchor.target !== '_self') ||
    anchor.hasAttribute('download')
  )
    return undefined;
  // Other origins leave by a page load, which `beforeunload` asks about.
  if (anchor.origin !== window.location.origin) return undefined;
  if (anchor.pathname === window.location.pathname && anchor.search === window.location.search)
    return undefined;
  return `${anchor.pathname}${anchor.search}${anchor.hash}`;
}
