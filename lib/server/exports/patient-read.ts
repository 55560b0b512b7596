import 'server-only';
import type { AppError, Outcome } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';
import { pause } from '@/lib/identity-client/pause';

/** How long a long piece of work waits for a service that asks it to, all waits for one read together, in milliseconds. */
const LIMITED_MS = 5 * 60_000;
/** And how long for one that is away. */
const AWAY_MS = 20_000;
/** A wait where the service says nothing of how long. */
const WAIT_MS = 1_000;

/**
 * Reads, and reads again while that may help: nobody sits before a long piece of work, and what it has done so far is
 * worth a wait. It waits as long as the service asks it to.
 *
 * @param onWaiting hears what is waited for, in a sentence, and `undefined` once it goes on
 */
export async function readPatiently<T>(
  read: () => Promise<Outcome<T>>,
  { signal, onWaiting }: { signal: AbortSignal; onWaiting: (words: string | undefined) => void },
): Promise<Outcome<T>> {
  const begun = Date.now();
  for (let waits = 0; ; waits += 1) {
    const outcome = await read();
    const patience = outcome.ok ? 0 : patienceMs(outcome.error);
    const asked = !outcome.ok && 'retryAfterMs' in outcome.error ? outcome.error.retryAfterMs : undefined;
    const wait = asked ?? WAIT_MS;
    if (outcome.ok || Date.now() - begun + wait > patience) {
      if (waits > 0) onWaiting(undefined);
      return outcome;
    }
    onWaiting(`${errorWords(outcome.error, 'read').title}. Waiting to go on.`);
    await pause(wait, signal);
  }
}

/** How long an error is worth waiting for, in milliseconds. */
function patienceMs(error: AppError): number {
  if (error.kind === 'rate-limited') return LIMITED_MS;
  if (error.kind === 'unreachable') return error.reason === 'stopping' ? 0 : AWAY_MS;
  return error.kind === 'upstream' && error.status >= 500 ? AWAY_MS : 0;
}
