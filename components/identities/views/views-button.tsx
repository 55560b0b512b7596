'use client';

import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useOnIntent } from '@/components/ui/use-on-intent';
import { NO_VIEW } from '@/lib/identity/list-address';
import type { ListQuery } from '@/lib/identity/list-query';
import { identityListOptions } from '@/lib/queries/identities';

/** What the menu of views is given. */
export type ViewsProps = {
  query: ListQuery;
  show: (changes: Partial<ListQuery>, history: 'push' | 'replace') => void;
};

/**
 * The way to the saved views, beside the heading; says which is open. The menu is fetched when the button is meant.
 *
 * @param firstName of the view that the page was opened by, for the first paint
 */
export function ViewsButton({ query, show, firstName }: ViewsProps & { firstName: string | undefined }) {
  const { Part: ViewsMenu, prepare, request } = useOnIntent(() => import('./views-menu'));
  // Read along with the rows, never asked for here.
  const { data: page } = useQuery({ ...identityListOptions(query), enabled: false });
  const name = page === undefined ? firstName : page.view?.name;
  const button = (
    <button
      type="button"
      aria-haspopup="menu"
      className="button button-ghost button-sm min-w-0 shrink"
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={request}
    >
      Views
      {name !== undefined && query.view !== undefined && query.view !== NO_VIEW && (
        <bdi className="max-w-48 truncate text-ink">: {name}</bdi>
      )}
      <ChevronDown aria-hidden="true" className="size-4 shrink-0" />
    </button>
  );
  return ViewsMenu === undefined ? button : <ViewsMenu query={query} show={show} trigger={button} />;
}
