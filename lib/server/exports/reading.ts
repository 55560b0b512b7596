import 'server-only';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import type { ExportRequest } from '@/lib/export/request';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { BUDGET_PAGE_MAX, type Budget } from '@/lib/budget/schema';
import { settings } from '../settings';
import { upstream } from '../upstream';
import { ExportBroken } from './export-broken';
import { readPatiently } from './patient-read';

/** Identities read at the same time; an export must not fill the client's queue, which pages wait in too. */
const AT_ONCE = 4;
/** Identities whose figures and budgets are asked for at once. */
export const PART = 50;

/** What an export reads with. */
export type Reading = { signal: AbortSignal; onWaiting: (words: string | undefined) => void };

/** What of an identity has to be asked for, so that nothing is that does not get into the file. */
export type Wanted = { metadata: boolean; figures: boolean; budget: boolean };

/** What the columns of a request need. */
export function wantedBy({ fields, keys }: Pick<ExportRequest, 'fields' | 'keys'>): Wanted {
  return {
    metadata: keys.length > 0 || fields.includes('metadata'),
    figures: (['requests', 'tokens', 'cost', 'error_rate'] as const).some((field) => fields.includes(field)),
    budget: fields.includes('budget'),
  };
}

/** Reads until it succeeds, or throws `ExportBroken`. */
export async function readOrBreak<T>(
  read: () => Promise<Outcome<T>>,
  reading: Reading,
  id?: string,
): Promise<T> {
  const outcome = await readPatiently(read, reading);
  if (!outcome.ok) throw new ExportBroken(outcome.error, id);
  return outcome.value;
}

/** One identity by `_id` or external id. Errors: `not-found`, and those of any call. */
export async function readWhole(
  ref: string,
  { figures, budget }: Pick<Wanted, 'figures' | 'budget'>,
  { signal }: Reading,
): Promise<Outcome<IdentityRecord>> {
  const client = await upstream();
  return client.retrieve(ref, {
    include_metrics: figures,
    include_budget: budget && settings().mode === 'orq',
    signal,
  });
}

/** The identity with an `_id`; an external id may read like the `_id` of an identity that is gone. */
export async function readById(
  id: string,
  wanted: Wanted,
  reading: Reading,
): Promise<Outcome<IdentityRecord>> {
  const read = await readWhole(id, wanted, reading);
  if (!read.ok || read.value._id === id) return read;
  return failed({ kind: 'not-found', message: 'Identity not found' });
}

/**
 * The budgets of identities, by external id. Of orq.ai they come with each identity; the embedded API gives them in one
 * call for all.
 */
export async function readBudgets(
  identities: readonly Pick<IdentityRecord, 'external_id' | 'budget'>[],
  { budget: isWanted }: Wanted,
  reading: Reading,
): Promise<ReadonlyMap<string, Budget>> {
  const found = new Map<string, Budget>();
  if (!isWanted) return found;
  for (const { external_id, budget } of identities) if (budget !== undefined) found.set(external_id, budget);
  const targets = identities.map(({ external_id }) => external_id).filter((target) => target !== '');
  if (settings().mode === 'orq' || targets.length === 0) return found;
  const { budgets: calls } = await upstream();
  const page = await readOrBreak(
    () => calls.list({ limit: BUDGET_PAGE_MAX, targets }, { signal: reading.signal }),
    reading,
  );
  for (const budget of page.budgets)
    if (budget.external_id !== undefined) found.set(budget.external_id, budget);
  return found;
}

/** Works on several items at the same time and gives the results in the order of the items. */
export async function inOrder<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE)
    results.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(work))));
  return results;
}

/** Nothing instead of an identity that is gone, for places whose use outlives it. */
export function unlessGone<T>(outcome: Outcome<T>): Outcome<T | undefined> {
  return !outcome.ok && outcome.error.kind === 'not-found' ? succeeded(undefined) : outcome;
}
