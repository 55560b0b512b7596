'use client';

import type { QueryClient } from '@tanstack/react-query';
import { answeredAction } from '@/components/actions/answered-action';
import { toast } from '@/components/ui/toasts';
import { resetColumns, saveColumns } from '@/lib/actions/views';
import type { Outcome } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { metadataKeyOf, pageColumns } from '@/lib/identity/list-columns';
import type { ListColumn } from '@/lib/identity/list-columns-schema';
import { identityKeys } from '@/lib/queries/identities';

/** Shows columns at once on every page in the same view, as far as its rows hold what they show. */
export function showColumns(client: QueryClient, columns: readonly ListColumn[], view: string | undefined) {
  client.setQueriesData<IdentityPage>({ queryKey: identityKeys.lists }, (page) => {
    if (page === undefined || page.view?.id !== view) return page;
    const held = columns.filter(({ id }) => isHeld(id, page));
    return { ...page, columns: pageColumns(held, page) };
  });
}

/** Whether a page's rows lack what some of the columns show. */
export function lacksRowsFor(columns: readonly ListColumn[], page: IdentityPage): boolean {
  return columns.some(({ id }) => !isHeld(id, page));
}

/** Whether the rows of a page hold what a column shows. Values of metadata and budgets come with a page or not at all. */
function isHeld(id: string, page: IdentityPage): boolean {
  const asked = id === 'budget' || metadataKeyOf(id) !== undefined;
  return !asked || page.columns.some((column) => column.id === id);
}

/** Keeps columns for the operator, and fetches what the rows lack. A failure is said and taken back on screen. */
export async function keepColumns(
  client: QueryClient,
  columns: readonly ListColumn[],
  { view, lacking }: { view: string | undefined; lacking: boolean },
): Promise<void> {
  // Rows that are on their way may come with the columns of before, and would bring them back.
  const overtaken = client.isFetching({ queryKey: identityKeys.lists }) > 0;
  const kept = await told(() => saveColumns({ columns, view }));
  await client.invalidateQueries({
    queryKey: identityKeys.lists,
    refetchType: kept && !lacking && !overtaken ? 'none' : 'active',
  });
}

/** Sets the columns back: to those of the view where it has its own, else to those of everybody. */
export async function resetToDefault(client: QueryClient, view: string | undefined): Promise<void> {
  await told(() => resetColumns({ view }));
  await client.invalidateQueries({ queryKey: identityKeys.lists });
}

async function told(action: () => Promise<Outcome<unknown>>): Promise<boolean> {
  const outcome = await answeredAction(action);
  if (!outcome.ok) toast.error(`The columns were not kept. ${errorWords(outcome.error, 'change').title}`);
  return outcome.ok;
}
