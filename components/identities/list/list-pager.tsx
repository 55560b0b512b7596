'use client';

import { useQueryClient } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { LIST_LIMITS, changedQuery, listHref } from '@/lib/identity/list-address';
import type { ListQuery } from '@/lib/identity/list-query';
import { identityListOptions } from '@/lib/queries/identities';
import { pageEdges } from '@/lib/queries/list-trail';

/**
 * The pages on either side of one page. `has_more` speaks about the direction that was asked for; on the other side
 * there is a page whenever a cursor led here, because the cursor's own row lies there.
 */
export function neighbourPages(page: IdentityPage): {
  previous?: Partial<ListQuery>;
  next?: Partial<ListQuery>;
} {
  const { query, has_more: more } = page;
  const edges = pageEdges(page);
  const backwards = query.before !== undefined;
  const hasPrevious = backwards ? more : query.after !== undefined;
  const hasNext = backwards || more;
  return {
    ...(hasPrevious && edges !== undefined && { previous: { before: edges.first } }),
    ...(hasNext && edges !== undefined && { next: { after: edges.last } }),
  };
}

/** Rows per page, and the way to the pages before and after. The links are real: they open in a new tab, too. */
export function ListPager({
  page,
  show,
}: {
  page: IdentityPage;
  show: (changes: Partial<ListQuery>, history: 'push' | 'replace') => void;
}) {
  const { previous, next } = neighbourPages(page);
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3 py-3">
      <label className="flex items-center gap-2 text-sm text-muted">
        Rows per page
        <select
          aria-label="Rows per page"
          data-command="Rows per page"
          className="select"
          value={page.query.limit}
          onChange={(event) => {
            const limit = LIST_LIMITS.find((choice) => choice === Number(event.target.value));
            if (limit !== undefined) show({ limit }, 'push');
          }}
        >
          {LIST_LIMITS.map((limit) => (
            <option key={limit}>{limit}</option>
          ))}
        </select>
      </label>
      <div className="flex gap-2">
        <PageLink page={page} to={previous} show={show} name="Previous page">
          <ChevronLeft aria-hidden="true" className="size-4" /> Previous page
        </PageLink>
        <PageLink page={page} to={next} show={show} name="Next page">
          Next page <ChevronRight aria-hidden="true" className="size-4" />
        </PageLink>
      </div>
    </nav>
  );
}

function PageLink({
  page,
  to,
  show,
  name,
  children,
}: {
  page: IdentityPage;
  to: Partial<ListQuery> | undefined;
  show: (changes: Partial<ListQuery>, history: 'push' | 'replace') => void;
  name: string;
  children: ReactNode;
}) {
  const client = useQueryClient();
  if (to === undefined)
    return (
      <a role="link" aria-disabled="true" data-command={name} className="button button-secondary button-sm">
        {children}
      </a>
    );
  const prefetch = () => void client.prefetchQuery(identityListOptions(changedQuery(page.query, to)));
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(to, 'push');
    document.getElementById('identities-top')?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <a
      href={listHref(page.query, to)}
      data-command={name}
      className="button button-secondary button-sm"
      onClick={follow}
      onPointerEnter={prefetch}
      onFocus={prefetch}
    >
      {children}
    </a>
  );
}
