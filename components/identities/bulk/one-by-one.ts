import type { AppError, Outcome } from '@/lib/errors/app-error';

/** How a run over many identities ended. */
export type BulkReport<Item, Result> = {
  done: { item: Item; value: Result }[];
  failed: { item: Item; error: AppError }[];
  /** Not tried, because the run ended before. */
  left: Item[];
  /** Why it ended before: the operator cancelled, or one after the other failed for a reason that all share. */
  stopped?: 'cancelled' | 'failing' | 'sign-in';
  /** With `sign-in`: what the server answered. The one it answered so is among those left: nothing was tried on it. */
  refusal?: AppError;
};

/** After so many failures in a row that would meet every other identity too, a run stops by itself. */
const FAILING = 3;

/**
 * Works on one item after the other, so that a cancel leaves nothing half done and the upstream sees one change at a
 * time.
 *
 * @param work answers an outcome; it throws only what ends the run
 * @param isCancelled asked between items
 * @param onProgress hears how many have been tried
 */
export async function oneByOne<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Outcome<Result>>,
  { isCancelled, onProgress }: { isCancelled: () => boolean; onProgress: (tried: number) => void },
): Promise<BulkReport<Item, Result>> {
  const report: BulkReport<Item, Result> = { done: [], failed: [], left: [] };
  let inARow = 0;
  for (const [at, item] of items.entries()) {
    const stopped = isCancelled() ? 'cancelled' : inARow >= FAILING ? 'failing' : undefined;
    if (stopped !== undefined) return { ...report, left: items.slice(at), stopped };
    const outcome = await work(item);
    // The sign-in ended or grew old on the way. The rest waits until it is renewed, and the run goes on from here.
    if (!outcome.ok && (outcome.error.kind === 'signed-out' || outcome.error.kind === 'confirm-sign-in'))
      return { ...report, left: items.slice(at), stopped: 'sign-in', refusal: outcome.error };
    if (outcome.ok) report.done.push({ item, value: outcome.value });
    else report.failed.push({ item, error: outcome.error });
    inARow = !outcome.ok && meetsAll(outcome.error) ? inARow + 1 : 0;
    onProgress(at + 1);
  }
  return report;
}

/** Whether an error is about the service or the key, not about the one identity. */
function meetsAll(error: AppError): boolean {
  switch (error.kind) {
    case 'unreachable':
    case 'rate-limited':
    case 'key-refused':
    case 'unreadable':
    case 'dashboard':
    case 'outdated':
    case 'signed-out':
    case 'forbidden':
    case 'confirm-sign-in':
    case 'not-proven':
    case 'audit-unavailable':
      return true;
    case 'upstream':
      return error.status >= 500;
    case 'invalid':
    case 'conflict':
    case 'not-found':
      return false;
  }
}

/** What "Try again" works on: what failed, and what was not tried though nobody cancelled. */
export function retryable<Item, Result>({ failed, left, stopped }: BulkReport<Item, Result>): Item[] {
  return [...failed.map(({ item }) => item), ...(stopped === 'failing' || stopped === 'sign-in' ? left : [])];
}
