'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';

/**
 * Leaves a form for the page it belongs to. When that page is the one before in the history, it is gone back to, so
 * that the next Back leads on to the list and not to the same page or the form again.
 */
export function useLeaveForm() {
  const router = useRouter();
  return {
    leave: <Path extends string>(href: Route<Path>) =>
      isBefore(href) ? router.back() : router.replace(href),
    /** For a link's click: goes back where that is the same, else lets the link do its work. */
    onLeaveClick: (
      event: { preventDefault: () => void; currentTarget: HTMLAnchorElement } & ModifierKeys,
    ) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      if (!isBefore(event.currentTarget.pathname)) return;
      event.preventDefault();
      router.back();
    },
  };
}

type ModifierKeys = { metaKey: boolean; ctrlKey: boolean; shiftKey: boolean; altKey: boolean };

/** Whether Back leads to this path; `false` where the browser does not say. */
function isBefore(path: string): boolean {
  if (!('navigation' in window)) return false;
  const { currentEntry } = window.navigation;
  const before = currentEntry === null ? undefined : window.navigation.entries()[currentEntry.index - 1];
  // Back to another document loads it anew, and what was to be said there ("Changes saved") is lost.
  if (before?.url === undefined || before.url === null || !before.sameDocument) return false;
  const url = new URL(before.url);
  return url.origin === window.location.origin && url.pathname === path;
}
