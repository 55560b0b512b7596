import type { IdentityRow } from '@/lib/identity/identity-record';
import type { JobSelection } from '@/lib/jobs/schema';
import { identitiesWords } from '@/lib/identity/count-words';
import type { Matching, Selection } from '../selection';
import { matchingWords } from './words';

/** The selection as an action takes it over when it begins: what is selected later does not creep in. */
export type Chosen = { by: 'ids'; rows: readonly IdentityRow[] } | ({ by: 'matching' } & Matching);

/** What is chosen at this moment; `undefined` when nothing is. */
export function chosenNow({ rows, matching }: Selection): Chosen | undefined {
  if (matching !== undefined) return { by: 'matching', ...matching };
  return rows.size === 0 ? undefined : { by: 'ids', rows: [...rows.values()] };
}

/** The `_id`s of just two, in the order they were chosen: they can be put side by side. */
export function pairOf(chosen: Chosen): [string, string] | undefined {
  const [one, other, third] = chosen.by === 'ids' ? chosen.rows : [];
  if (one === undefined || other === undefined || third !== undefined) return undefined;
  return [one._id, other._id];
}

/** The same as a job is asked for. */
export function jobSelectionOf(chosen: Chosen): JobSelection {
  return chosen.by === 'ids'
    ? { by: 'ids', ids: chosen.rows.map(({ _id }) => _id) }
    : { by: 'matching', search: chosen.search, tags: [...chosen.tags] };
}

/** What is chosen, for the head of a dialog. */
export function chosenWords(chosen: Chosen): string {
  return chosen.by === 'ids' ? `${identitiesWords(chosen.rows.length)} selected` : matchingWords(chosen);
}
