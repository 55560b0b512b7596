import type { QueryClient } from '@tanstack/react-query';
import type { IdentityPage, IdentityRow } from '@/lib/identity/identity-record';
import { identityKeys } from '@/lib/queries/identities';
import { deselect } from '../selection';

/**
 * Takes deleted rows out of the selection and of every cached list. A page that would be left empty keeps its rows
 * until it is read again: what comes next on it is not known here, and "No identities" would be a guess.
 */
export function dropDeletedRows(client: QueryClient, rows: readonly Pick<IdentityRow, '_id'>[]): void {
  deselect(rows.map(({ _id }) => _id));
  const gone = new Set(rows.map((row) => row._id));
  replaceRows(client, (shown) => {
    const left = shown.filter((row) => !gone.has(row._id));
    return left.length > 0 ? left : shown;
  });
}

function replaceRows(client: QueryClient, change: (rows: IdentityRow[]) => IdentityRow[]): void {
  client.setQueriesData<IdentityPage>(
    { queryKey: identityKeys.lists },
    (page) => page && { ...page, rows: change(page.rows) },
  );
  void client.invalidateQueries({ queryKey: identityKeys.all });
}
