import Link from 'next/link';
import { Suspense } from 'react';
import { ReadFailed } from '@/components/identities/form/read-failed';
import { EmptyState } from '@/components/ui/empty-state';
import type { AuditPage } from '@/lib/audit/entry';
import { auditHref, isFiltered, WHOLE_LOG } from '@/lib/audit/log-address';
import type { AuditQuery } from '@/lib/audit/log-query';
import type { Outcome } from '@/lib/errors/app-error';
import { AuditPager } from './audit-pager';
import { AuditTable } from './audit-table';

/** One page of the log, or why there is none. The frame of the page does not wait for it. */
export function AuditLog(props: { read: Promise<Outcome<AuditPage>>; query: AuditQuery }) {
  return (
    <Suspense fallback={<AuditSkeleton rows={props.query.limit} />}>
      <Loaded {...props} />
    </Suspense>
  );
}

async function Loaded({ read, query }: { read: Promise<Outcome<AuditPage>>; query: AuditQuery }) {
  const page = await read;
  if (!page.ok) return <ReadFailed error={page.error} />;
  const { entries } = page.value;
  if (entries.length > 0)
    return (
      <>
        <AuditTable key={auditHref(page.value.query, page.value.query)} entries={entries} />
        <AuditPager page={page.value} />
      </>
    );
  if (query.after !== undefined)
    return (
      <EmptyState
        title="No older entries"
        text="This is the end of the log. Entries are kept for 400 days."
        action={<WayBack href={auditHref(query)}>Newest entries</WayBack>}
      />
    );
  if (isFiltered(query))
    return (
      <EmptyState
        title="No entries match"
        text="Nothing in the log has all of what the filters ask for. Entries are kept for 400 days."
        action={<WayBack href={auditHref(WHOLE_LOG, { limit: query.limit })}>Show all entries</WayBack>}
      />
    );
  return (
    <EmptyState
      title="No entries yet"
      text="Sign-ins, refusals, exports and every change made here will be listed, newest first."
    />
  );
}

function WayBack({ href, children }: { href: ReturnType<typeof auditHref>; children: string }) {
  return (
    <Link href={href} prefetch={false} className="button button-secondary">
      {children}
    </Link>
  );
}

/** The table's place while its first rows are on their way. */
function AuditSkeleton({ rows }: { rows: number }) {
  return (
    <div role="status" aria-label="Loading the audit log" className="skeleton-late">
      <div className="identity-scroll">
        <div className="h-9 border-b border-line" />
        {Array.from({ length: rows }, (_, at) => (
          <div key={at} className="flex h-11 items-center gap-6 border-b border-line px-3">
            <div className="skeleton h-3.5 w-20" />
            <div className="skeleton h-3.5 w-44 max-md:hidden" />
            <div className="skeleton h-3.5 w-32" />
          </div>
        ))}
      </div>
    </div>
  );
}
