'use client';

import Link from 'next/link';
import { listSearch } from '@/lib/identity/list-address';
import { rememberOpenedRow } from '@/lib/queries/list-trail';
import { useLastList } from './use-list-trail';

/**
 * The way back to the list as it was left: same search, tags and page; to its first page when none was.
 *
 * @param id the identity whose row takes the focus there
 */
export function BackToList({ id }: { id?: string | undefined }) {
  const list = useLastList();
  const search = list === undefined ? '' : listSearch(list.query);
  return (
    <Link
      href={`/identities${search}`}
      prefetch={false}
      data-command="Back to the list"
      className="inline-flex min-h-6 items-center hover:text-ink hover:underline"
      onClick={() => {
        if (list !== undefined && id !== undefined) rememberOpenedRow(search, id);
      }}
    >
      Identities
    </Link>
  );
}
