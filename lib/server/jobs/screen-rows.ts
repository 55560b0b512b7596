import 'server-only';
import { IMPORTED_EXTERNAL_ID_MAX } from '@/lib/identity/import-row';
import { characterCount, isWellFormedText } from '@/lib/identity/well-formed-text';
import type { ImportRequest } from '@/lib/import/import-request';
import { rowInput } from '@/lib/import/row-input';
import { rowWishes } from '@/lib/import/row-wishes';
import { formatCount } from '@/lib/format/numbers';
import type { Plan, ScreenedJob, Work } from './job-handler';
import { forgetSeen, seenBefore } from './seen-rows';

/**
 * The rows of an import that are rejected for what they are: nobody can read them, they name no external id that could be
 * looked up, or one that a row before them has named.
 */
export async function screenRows(
  job: ScreenedJob,
  items: readonly Work[],
  request: ImportRequest,
): Promise<Map<number, Plan>> {
  const plans = new Map<number, Plan>();
  const [next, last] = [items[0], items.at(-1)];
  if (next === undefined || last === undefined) {
    forgetSeen(job.id);
    return plans;
  }
  const seen = await seenBefore(job, JSON.stringify(request.mapping), next.position);
  for (const { position, line = 0, input } of items) {
    const read = rowWishes(rowInput.parse(input), request);
    if ('rejected' in read) {
      plans.set(position, { plan: 'reject', reason: read.rejected });
      continue;
    }
    const { external_id: externalId } = read.wishes;
    const issue = referenceIssue(externalId);
    if (issue !== undefined) {
      plans.set(position, { plan: 'reject', reason: issue });
      continue;
    }
    const first = seen.first.get(externalId.trim());
    if (first !== undefined && first.position < position)
      plans.set(position, {
        plan: 'reject',
        external_id: externalId,
        reason: `Line ${formatCount(first.line)} has the same external ID. Only the first of them is imported.`,
      });
    else seen.first.set(externalId.trim(), { position, line });
  }
  seen.upTo = Math.max(seen.upTo, last.position + 1);
  return plans;
}

/** What keeps a text from being looked up as an external id. */
function referenceIssue(text: string): string | undefined {
  const id = text.trim();
  if (id === '') return 'The external ID is missing.';
  if (!isWellFormedText(text))
    return 'The external ID contains a character that cannot be stored (NUL or half of a surrogate pair).';
  if (characterCount(text) > IMPORTED_EXTERNAL_ID_MAX)
    return `The external ID is longer than ${IMPORTED_EXTERNAL_ID_MAX} characters.`;
  // No address can name it (contract, Common), so nobody can tell whether it is there.
  if (id === '.' || id === '..') return 'The external ID cannot be looked up, as it is only dots.';
  return undefined;
}
