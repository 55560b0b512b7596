'use client';

import { useEffect, useEffectEvent } from 'react';
import type { AppError } from '@/lib/errors/app-error';

/** Longest wait that a page sits out by itself, in milliseconds. */
const LONGEST_MS = 120_000;
/** So that many open pages do not ask in the same instant, in milliseconds. */
const SPREAD_MS = 500;

/** Milliseconds after which a failed read is asked for again by itself, or `undefined` when nobody named a time. */
export function dueMs(error: AppError): number | undefined {
  const wait = 'retryAfterMs' in error ? error.retryAfterMs : undefined;
  return wait !== undefined && wait <= LONGEST_MS ? wait : undefined;
}

/**
 * Asks again once the time has come that a failed read named: before that the service would refuse anyway, and after
 * it nobody should have to sit and press a button. A page that is out of sight waits until it is looked at.
 *
 * @param onRetry only for reads; a change is never repeated by itself
 */
export function useRetryWhenDue(error: AppError, onRetry: (() => void) | undefined): void {
  const retry = useEffectEvent(() => onRetry?.());
  const wait = onRetry === undefined ? undefined : dueMs(error);
  useEffect(() => {
    if (wait === undefined) return;
    const whenSeen = () => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', whenSeen);
      retry();
    };
    const timer = setTimeout(
      () => {
        document.addEventListener('visibilitychange', whenSeen);
        whenSeen();
      },
      wait + Math.random() * SPREAD_MS,
    );
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', whenSeen);
    };
    // Each failure is an object of its own, so that the same wait twice is waited for twice.
  }, [error, wait]);
}
