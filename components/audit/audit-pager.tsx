import Link from 'next/link';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AuditPage } from '@/lib/audit/entry';
import { auditHref } from '@/lib/audit/log-address';

/** The ways to newer and older entries: real links, which open in a new tab, too. */
export function AuditPager({ page: { entries, has_more: more, query } }: { page: AuditPage }) {
  const first = entries[0]?.id;
  const last = entries.at(-1)?.id;
  const backwards = query.before !== undefined;
  const newer = (backwards ? more : query.after !== undefined) && first !== undefined;
  const older = (backwards || more) && last !== undefined;
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-end gap-2 py-3">
      <PageLink name="Previous page" href={newer ? auditHref(query, { before: first }) : undefined}>
        <ChevronLeft aria-hidden="true" className="size-4" /> Previous page
      </PageLink>
      <PageLink name="Next page" href={older ? auditHref(query, { after: last }) : undefined}>
        Next page <ChevronRight aria-hidden="true" className="size-4" />
      </PageLink>
    </nav>
  );
}

function PageLink({
  name,
  href,
  children,
}: {
  name: string;
  href: ReturnType<typeof auditHref> | undefined;
  children: ReactNode;
}) {
  if (href === undefined)
    return (
      <a role="link" aria-disabled="true" data-command={name} className="button button-secondary button-sm">
        {children}
      </a>
    );
  return (
    <Link href={href} prefetch={false} data-command={name} className="button button-secondary button-sm">
      {children}
    </Link>
  );
}
