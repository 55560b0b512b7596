'use client';

import { createContext, use, useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { isTimeZone } from '@/lib/format/times';

/** One year, in seconds. */
const COOKIE_LIFE = 31_536_000;

/** What the server rendered with, so that the first render in the browser is the same text. */
const Rendered = createContext({ zone: 'UTC', now: 0 });

const never = () => () => {};
let zone: string | undefined;
/** The browser's own zone. Read once: a change of it needs a reload in every browser. */
function browserZone(): string {
  if (zone === undefined) {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    zone = isTimeZone(own) ? own : 'UTC';
  }
  return zone;
}

let now = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Ticks once a minute while anybody looks at the time. */
function everyMinute(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const notify of listeners) notify();
  }, 60_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    now = 0;
  };
}

/**
 * Gives times their zone and their "now".
 *
 * @param zone the operator's IANA zone from the `tz` cookie, `UTC` before it is known
 * @param now milliseconds at which the server rendered
 */
export function TimeProvider({ zone, now, children }: { zone: string; now: number; children: ReactNode }) {
  useEffect(() => {
    if (browserZone() === zone) return;
    // So that the next page is rendered in the operator's own zone at once.
    document.cookie = `tz=${encodeURIComponent(browserZone())}; path=/; max-age=${COOKIE_LIFE}; samesite=lax`;
  }, [zone]);
  return <Rendered value={{ zone, now }}>{children}</Rendered>;
}

/** The operator's IANA time zone. */
export function useTimeZone(): string {
  const { zone } = use(Rendered);
  return useSyncExternalStore(never, browserZone, () => zone);
}

/** Milliseconds now, moving on once a minute. */
export function useNow(): number {
  const { now: renderedAt } = use(Rendered);
  return useSyncExternalStore(
    everyMinute,
    () => (now === 0 ? (now = Date.now()) : now),
    () => renderedAt,
  );
}
