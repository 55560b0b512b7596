import { formatCount } from '@/lib/format/numbers';
import { identityName } from '@/lib/identity/identity-name';
import type { IdentityRow } from '@/lib/identity/identity-record';

/** `1 identity`, `1,204 identities`. */
export function identitiesWords(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'identity' : 'identities'}`;
}

/** `12 selected`, and how many of them the present page does not show. */
export function selectionWords(selected: number, elsewhere: number): string {
  const words = `${formatCount(selected)} selected`;
  return elsewhere > 0 ? `${words}, ${formatCount(elsewhere)} not in this view` : words;
}

/** The first names of a selection, and how many are left out. One is never left out alone: its name is as short. */
export function sampleNames(rows: readonly IdentityRow[], most = 5): { names: string[]; more: number } {
  const shown = rows.length === most + 1 ? rows.length : most;
  return { names: rows.slice(0, shown).map(identityName), more: Math.max(0, rows.length - shown) };
}

/** What the selected identities asked for in the last 30 days, as far as it was reported. */
export function requestsWords(rows: readonly IdentityRow[]): string {
  const reported = rows
    .map((row) => row.metrics?.total_requests)
    .filter((requests) => requests !== undefined);
  const missing = rows.length - reported.length;
  if (reported.length === 0) return 'Their requests of the last 30 days were not reported.';
  const sum = reported.reduce((total, requests) => total + requests, 0);
  const words = `Together they made ${formatCount(sum)} ${sum === 1 ? 'request' : 'requests'} in the last 30 days`;
  return missing === 0
    ? `${words}.`
    : `${words}, not counting ${formatCount(missing)} whose figures were not reported.`;
}

/** Whether what was typed is the count. Only the plain number will do: it is there to be read once more. */
export function isCountTyped(typed: string, count: number): boolean {
  return typed.trim() === String(count);
}
