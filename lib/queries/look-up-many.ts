import type { LookUpLine } from '@/lib/identity/looked-up';
import type { Outcome } from '@/lib/errors/app-error';
import { QueryFailure } from './outcome-json';

/**
 * Looks up many pasted values; yields what is known as it comes, some lines at a time. Throws `QueryFailure` when the
 * dashboard's server refuses; rejects as `fetch` does when the connection fails, also on the way.
 */
export async function* lookUpMany(
  values: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<LookUpLine[]> {
  const response = await fetch('/api/identities/lookup/many', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ values }),
    signal,
  });
  if (response.headers.get('Content-Type')?.startsWith('application/json') === true) {
    const outcome = (await response.json()) as Outcome<never>;
    if (!outcome.ok) throw new QueryFailure(outcome.error);
  }
  if (!response.ok || response.body === null)
    throw new QueryFailure({
      kind: 'dashboard',
      status: response.status,
      message: `The dashboard’s server answered ${response.status}.`,
      outcomeUnknown: false,
    });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const whole = (rest + value).split('\n');
    rest = whole.pop() ?? '';
    if (whole.length > 0) yield whole.map((line) => JSON.parse(line) as LookUpLine);
  }
}
