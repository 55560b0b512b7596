'use client';

import { useEffect, useEffectEvent } from 'react';

const TOUCHES = ['pointermove', 'pointerdown', 'keydown'] as const;

/** Calls once, with the first sign that somebody is at work on the page: for what they may soon need. */
export function useFirstTouch(prepare: () => void): void {
  const touched = useEffectEvent(prepare);
  useEffect(() => {
    const once = new AbortController();
    const touch = () => {
      once.abort();
      touched();
    };
    for (const type of TOUCHES) window.addEventListener(type, touch, { passive: true, signal: once.signal });
    return () => once.abort();
  }, []);
}
