import { formatCount } from '@/lib/format/numbers';
import type { IdentityRow } from '@/lib/identity/identity-record';
import type { Matching } from '../selection';

export { identitiesWords } from '@/lib/identity/count-words';

/** `12 selected`, and how many of them the present page does not show. */
export function selectionWords(selected: number, elsewhere: number): string {
  const words = `${formatCount(selected)} selected`;
  return elsewhere > 0 ? `${words}, ${formatCount(elsewhere)} not in this view` : words;
}

/** Everything that matches, in words: `All that match “mei” and are tagged “vip” or “trial”`. */
export function matchingWords({ search, tags }: Matching): string {
  const tagged = tags.map((tag) => `“${tag}”`).join(' or ');
  if (search !== '') return `All that match “${search}”${tags.length > 0 ? ` and are tagged ${tagged}` : ''}`;
  return tags.length > 0 ? `All that are tagged ${tagged}` : 'All identities';
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
