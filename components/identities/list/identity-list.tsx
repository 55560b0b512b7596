'use client';

import { Plus } from 'lucide-react';
import { Suspense, use, useEffect } from 'react';
import { NewIdentityLink } from '@/components/identities/new-identity-link';
import type { Outcome } from '@/lib/errors/app-error';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { LIST_SORTS, listDays, listSearch, NO_VIEW, rankedBy } from '@/lib/identity/list-address';
import type { ListQuery } from '@/lib/identity/list-query';
import { PERIODS } from '@/lib/reporting/period';
import { ViewsButton } from '../views/views-button';
import { IdentityRows } from './identity-rows';
import { ListSearch } from './list-search';
import { ListSkeleton } from './list-skeleton';
import { ActiveFilters, TagFilter } from './tag-filter';
import { useListAddress } from './use-list-address';

const SORT_WORDS: Record<ListQuery['sort'], string> = {
  newest: 'Newest',
  name: 'Name',
  updated: 'Last updated',
  cost: 'Highest cost',
  requests: 'Most requests',
  tokens: 'Most tokens',
  'error-rate': 'Highest error rate',
  change: 'Largest change in cost',
};

/**
 * The list page. Heading, search and filters stand in the first HTML; the rows stream in behind them.
 *
 * @param first the page that the server is reading, for `firstQuery`
 * @param viewName of the saved view that `firstQuery` names
 * @param hasDefaultView whether the operator's list opens with a view: then one without a view says so in its address
 */
export function IdentityList({
  first,
  firstQuery,
  viewName,
  hasDefaultView,
}: {
  first: Promise<Outcome<IdentityPage>>;
  firstQuery: ListQuery;
  viewName: string | undefined;
  hasDefaultView: boolean;
}) {
  const { query, show } = useListAddress();

  // A broken address was read as its defaults; it is corrected without a new entry in the history.
  useEffect(() => {
    if (window.location.pathname !== '/identities') return;
    const canonical = listSearch(
      hasDefaultView && query.view === undefined ? { ...query, view: NO_VIEW } : query,
    );
    if (window.location.search !== canonical)
      window.history.replaceState(null, '', `/identities${canonical}`);
  }, [query, hasDefaultView]);

  return (
    <>
      <div className="flex min-h-18 items-center justify-between gap-4 pt-6 pb-4">
        <div className="flex min-w-0 items-center gap-2">
          <h1 id="identities-top" className="shrink-0 text-xl font-semibold tracking-tight">
            Identities
          </h1>
          <ViewsButton query={query} show={show} firstName={viewName} />
        </div>
        <NewIdentityLink className="button button-primary header-action">
          <Plus aria-hidden="true" className="size-4" />
          New identity
        </NewIdentityLink>
      </div>
      <div className="flex flex-wrap items-center gap-2 pb-3">
        <ListSearch search={query.search} onSearch={(search) => show({ search }, 'replace')} />
        <TagFilter tags={query.tags} onChange={(tags) => show({ tags }, 'push')} />
        <div className="flex items-center gap-2 max-sm:grow sm:ml-auto">
          {rankedBy(query) !== undefined && (
            <select
              aria-label="Period"
              data-command="Period"
              className="select"
              value={listDays(query)}
              onChange={(event) => {
                const days = PERIODS.find((choice) => choice === Number(event.target.value));
                if (days !== undefined) show({ days }, 'push');
              }}
            >
              {PERIODS.map((days) => (
                <option key={days} value={days}>
                  {days} days
                </option>
              ))}
            </select>
          )}
          <label className="flex items-center gap-2 text-sm text-muted max-sm:grow">
            <span className="max-sm:sr-only">Sort by</span>
            <select
              aria-label="Sort by"
              data-command="Sort by"
              className="select max-sm:grow"
              onFocus={() => void import('./ranked-rows')}
              value={query.sort}
              onChange={(event) => {
                const sort = LIST_SORTS.find((choice) => choice === event.target.value);
                if (sort !== undefined) show({ sort }, 'push');
              }}
            >
              {LIST_SORTS.map((sort) => (
                <option key={sort} value={sort}>
                  {SORT_WORDS[sort]}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
      <ActiveFilters
        search={query.search}
        tags={query.tags}
        onTags={(tags) => show({ tags }, 'push')}
        onClear={() => show({ search: '', tags: [] }, 'push')}
      />
      <Suspense fallback={<ListSkeleton rows={query.limit} />}>
        <Rows first={first} firstQuery={firstQuery} query={query} show={show} />
      </Suspense>
    </>
  );
}

function Rows({
  first,
  ...rest
}: {
  first: Promise<Outcome<IdentityPage>>;
  firstQuery: ListQuery;
  query: ListQuery;
  show: (changes: Partial<ListQuery>, history: 'push' | 'replace') => void;
}) {
  return <IdentityRows first={use(first)} {...rest} />;
}
