import 'server-only';
import { timeLimit } from '@/lib/http/time-limit';

/** The end of an operator's action: everything done for it shares this time. */
export type Deadline = {
  /** Aborted when the time is over. */
  signal: AbortSignal;
  /** Milliseconds left, 0 when it is over. */
  leftMs: () => number;
  /** Lets go of the time once nothing is done within it any more. */
  release: () => void;
};

/** A deadline that begins now. */
export function startDeadline(milliseconds: number, now: () => number = Date.now): Deadline {
  const end = now() + milliseconds;
  return { ...timeLimit(milliseconds), leftMs: () => Math.max(0, end - now()) };
}
