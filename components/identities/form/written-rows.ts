import type { QueryClient } from '@tanstack/react-query';
import type { IdentityPage, IdentityRecord, IdentityRow } from '@/lib/identity/identity-record';
import { identityKeys } from '@/lib/queries/identities';

/** Shows a saved identity in every cached list that holds it, then has the lists read again. */
export function showSavedRow(client: QueryClient, identity: IdentityRecord): void {
  const row = asRow(identity);
  client.setQueriesData<IdentityPage>(
    { queryKey: identityKeys.lists },
    (page) => page && withSavedRow(page, row),
  );
  void client.invalidateQueries({ queryKey: identityKeys.lists });
}

/** Puts a new identity first in every cached list that starts with the newest, then has the lists read again. */
export function showCreatedRow(client: QueryClient, identity: IdentityRecord): void {
  const row = asRow(identity);
  client.setQueriesData<IdentityPage>(
    { queryKey: identityKeys.lists },
    (page) => page && withCreatedRow(page, row),
  );
  void client.invalidateQueries({ queryKey: identityKeys.lists });
}

/** A page with one row as it was saved. A save is answered without figures, so those read before stay. */
export function withSavedRow(page: IdentityPage, row: IdentityRow): IdentityPage {
  if (!page.rows.some(({ _id }) => _id === row._id)) return page;
  return {
    ...page,
    rows: page.rows.map((known) =>
      known._id === row._id ? { ...row, metrics: row.metrics ?? known.metrics } : known,
    ),
  };
}

/** A first page of the newest, unfiltered, with one more row on top. Any other page is left alone. */
export function withCreatedRow(page: IdentityPage, row: IdentityRow): IdentityPage {
  const { after, before, search, tags, sort, limit } = page.query;
  const startsWithNewest =
    after === undefined && before === undefined && search === '' && tags.length === 0 && sort === 'newest';
  if (!startsWithNewest || page.rows.some(({ _id }) => _id === row._id)) return page;
  const rows = [row, ...page.rows];
  return { ...page, rows: rows.slice(0, limit), has_more: page.has_more || rows.length > limit };
}

function asRow({ metadata_text: _metadata, workspace_id: _workspace, ...row }: IdentityRecord): IdentityRow {
  return row;
}
