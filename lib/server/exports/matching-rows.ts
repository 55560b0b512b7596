import 'server-only';
import type { ExportRow } from '@/lib/export/columns';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { PAGE_LIMIT_MAX, SEARCH_MIN } from '@/lib/identity/schema';
import { failed, type Outcome } from '@/lib/errors/app-error';
import { settings } from '../settings';
import { upstream } from '../upstream';
import { ExportBroken } from './export-broken';
import { readBudgets, readOrBreak, type Reading, type Wanted } from './reading';

type Page = { identities: IdentityRecord[]; has_more: boolean };
type Filter = { search: string; tags: readonly string[] };

/**
 * All that match a search and tags, the newest first whatever the order on screen: in that order nothing moves while the
 * pages are walked, so that nobody is left out or comes twice. Throws `ExportBroken`.
 */
export async function* matchingRows(
  filter: Filter,
  wanted: Wanted,
  reading: Reading,
): AsyncGenerator<ExportRow> {
  for await (const identities of matchingPages(filter, wanted, reading)) {
    const read_at = new Date().toISOString();
    const budgets = await readBudgets(identities, wanted, reading);
    for (const identity of identities) {
      const { external_id } = identity;
      yield { external_id, identity, read_at, budget: budgets.get(external_id) };
    }
  }
}

async function* matchingPages(
  filter: Filter,
  wanted: Wanted,
  reading: Reading,
): AsyncGenerator<IdentityRecord[]> {
  let last: string[] = [];
  for (let more = true; more;) {
    const page = await readOrBreak(() => pageAfter(last, filter, wanted, reading), reading);
    const known = new Set(last);
    const fresh = page.identities.filter(({ _id }) => !known.has(_id));
    if (fresh.length > 0) yield fresh;
    else if (page.has_more) throw new ExportBroken(WALKS_IN_A_CIRCLE);
    last = fresh.map(({ _id }) => _id);
    more = page.has_more;
  }
}

const WALKS_IN_A_CIRCLE = {
  kind: 'unreadable',
  message: 'The service answered with the same page again.',
  outcomeUnknown: false,
} as const;

/**
 * The page after the one of these ids. An upstream may refuse a cursor that was deleted meanwhile; then the one before it
 * does. A page that is too large to be read is asked for by halves.
 */
async function pageAfter(
  last: readonly string[],
  { search, tags }: Filter,
  { figures, budget }: Wanted,
  { signal }: Reading,
): Promise<Outcome<Page>> {
  const client = await upstream();
  const cursors = [...last];
  let limit = PAGE_LIMIT_MAX;
  for (;;) {
    const after = cursors.at(-1);
    const page = await client.listRecords(
      {
        limit,
        ...(after !== undefined && { starting_after: after }),
        ...(search.length >= SEARCH_MIN && { search }),
        ...(tags.length > 0 && { tags }),
        include_metrics: figures,
        ...(budget && settings().mode === 'orq' && { include_budget: true }),
      },
      { signal },
    );
    if (page.ok) return page;
    if (page.error.kind === 'invalid' && cursors.length > 1) cursors.pop();
    else if (page.error.kind === 'unreadable' && limit > 1) limit = Math.ceil(limit / 2);
    else return failed(page.error);
  }
}
