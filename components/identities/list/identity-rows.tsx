'use client';

import { useEffect, useState } from 'react';
import { ErrorNoticeLater, prepareErrorNotice } from '@/components/errors/error-notice-later';
import { useTimeZone } from '@/components/time/time-zone';
import { EmptyState } from '@/components/ui/empty-state';
import { useFirstTouch } from '@/components/ui/use-first-touch';
import type { Outcome } from '@/lib/errors/app-error';
import { formatUsageWindow } from '@/lib/format/times';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { listDays, listSearch } from '@/lib/identity/list-address';
import type { ListQuery } from '@/lib/identity/list-query';
import { NO_REPORTS_TITLE } from '@/lib/reporting/no-reports';
import { rememberList, takeOpenedRow, trailOf } from '@/lib/queries/list-trail';
import { ColumnsButton } from '../columns/columns-button';
import { ExportButton } from '../export/export-button';
import { ImportLink } from '../import/import-link';
import { NewIdentityLink } from '../new-identity-link';
import { SelectionBar } from '../selection-bar';
import { IdentityTable } from './identity-table';
import { RowKeys } from './row-keys';
import { ListPager } from './list-pager';
import { ListSkeleton } from './list-skeleton';
import { OpenExact } from './open-exact';
import { useIdentityPage } from './use-identity-page';

/** Everything below the filters: what was found, or why nothing is there. */
export function IdentityRows({
  first,
  firstQuery,
  query,
  show,
}: {
  first: Outcome<IdentityPage>;
  firstQuery: ListQuery;
  query: ListQuery;
  show: (changes: Partial<ListQuery>, history: 'push' | 'replace') => void;
}) {
  const { page, current, loading, error, retry } = useIdentityPage(query, first, firstQuery);
  const zone = useTimeZone();
  useFirstTouch(prepareErrorNotice);
  // The row that was left for its page takes the focus again, once.
  const [focusId] = useState(() => takeOpenedRow(listSearch(query)));

  useEffect(() => {
    if (page !== undefined && current) rememberList(trailOf(page));
  }, [page, current]);

  const filtered = query.search !== '' || query.tags.length > 0;
  const announced = current && page !== undefined && !loading ? announcement(page) : '';

  return (
    <>
      <p role="status" className="sr-only">
        {announced}
      </p>
      {filtered && <OpenExact search={query.search} page={current ? page : undefined} />}
      <SelectionBar page={page} />
      {/* That the sign-in has ended is said once, above the page, whatever asked (SignInWatch). */}
      {error !== undefined && error.kind !== 'signed-out' && (
        <ErrorNoticeLater
          error={error}
          doing="read"
          onRetry={retry}
          retrying={loading}
          stale={page && { readAt: page.read_at, current }}
        />
      )}
      {page === undefined && error === undefined && <ListSkeleton rows={query.limit} />}
      {page?.notice !== undefined && (
        <p role="status" className="pb-3 text-sm">
          {page.notice}
        </p>
      )}
      {page !== undefined && shownCount(page) > 0 && (
        <>
          <div className="flex flex-wrap items-center gap-x-2 pb-2 text-xs text-muted">
            <p>Figures: {page.ranking?.caption ?? formatUsageWindow(Date.parse(page.read_at), zone)}</p>
            <div className="-mr-2 ml-auto flex items-center gap-2">
              {page.budgets === 'unavailable' && 'Budgets cannot be read here.'}
              <ImportLink className="link inline-flex min-h-6 items-center" />
              <ExportButton query={page.query} />
              <ColumnsButton page={page} />
            </div>
          </div>
          <RowKeys />
          <IdentityTable
            page={page}
            busy={loading}
            search={page.query.search}
            focusId={focusId}
            onTag={(tag) => show({ tags: [...query.tags.filter((other) => other !== tag), tag] }, 'push')}
          />
          <ListPager page={page} show={show} />
        </>
      )}
      {page !== undefined && shownCount(page) === 0 && error === undefined && (
        <div aria-busy={loading}>
          {page.no_reports !== undefined ? (
            <EmptyState
              title={NO_REPORTS_TITLE}
              text={`${page.no_reports} Choose another order; everything else works.`}
            />
          ) : page.ranking !== undefined && !isFiltered(page.query) ? (
            <EmptyState
              title={`Nobody used anything in these ${listDays(page.query)} days`}
              text="A ranking holds whoever made a request in its period. Choose a longer one, or another order to see all identities."
            />
          ) : isFiltered(page.query) ? (
            <EmptyState
              title="No identities match"
              text={`Search looks at names, emails and external IDs; a tag filter shows identities with any of the tags.${page.ranking === undefined ? '' : ` A ranking holds only those that made a request in these ${listDays(page.query)} days.`} Clear the filters above to see all.`}
            />
          ) : (
            <EmptyState
              className="empty-workspace"
              title="No identities yet"
              text="Identities are the end users, teams, projects or clients that requests are attributed to. Create one here, import a file, or let the gateway create them with the first request."
              action={
                <div className="flex flex-wrap justify-center gap-2">
                  <NewIdentityLink className="button button-secondary">New identity</NewIdentityLink>
                  <ImportLink className="button button-secondary" />
                </div>
              }
            />
          )}
        </div>
      )}
    </>
  );
}

function shownCount({ rows, ranking }: IdentityPage): number {
  return ranking?.places.length ?? rows.length;
}

function isFiltered(query: ListQuery): boolean {
  return query.search !== '' || query.tags.length > 0;
}

function announcement(page: IdentityPage): string {
  const count = shownCount(page);
  const shown = count === 1 ? '1 identity shown' : `${count} identities shown`;
  if (page.no_reports !== undefined) return NO_REPORTS_TITLE;
  if (count === 0) return isFiltered(page.query) ? 'No identities match' : 'No identities yet';
  const more = page.query.before === undefined && page.has_more;
  return more || page.query.before !== undefined ? `${shown}, more follow` : `${shown}, no more follow`;
}
