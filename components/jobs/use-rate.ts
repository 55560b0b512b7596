import { useState } from 'react';
import type { Job } from '@/lib/jobs/schema';
import { endedCount } from './job-words';

/** How far a job was when it was read. */
export type Sample = {
  /** Milliseconds. */
  at: number;
  ended: number;
};

/** Readings that the rate is taken from: long enough to be calm, short enough to follow a job that slows down. */
const KEPT = 12;

/** Items a second over some readings; undefined while that cannot be told. */
export function rateOf(samples: readonly Sample[]): number | undefined {
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.at <= first.at || last.ended <= first.ended)
    return undefined;
  return ((last.ended - first.ended) * 1_000) / (last.at - first.at);
}

/**
 * Items a second, as far as this page has seen the job run.
 *
 * @param readAt milliseconds at which the job was read
 */
export function useRate({ state, counts }: Job, readAt: number): number | undefined {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const running = state === 'running';
  const latest = samples.at(-1)?.at;
  if (running && latest !== readAt)
    setSamples([...samples, { at: readAt, ended: endedCount(counts) }].slice(-KEPT));
  // A pause is no slow run: what comes after it is measured anew.
  if (!running && samples.length > 0) setSamples([]);
  return rateOf(samples);
}
