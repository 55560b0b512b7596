'use client';

import Link from 'next/link';
import { useEffect, useState } from 'react';
import { listSearch } from '@/lib/identity/list-address';
import { lastList } from '@/lib/queries/list-trail';

/** The way back to the list as it was left; to its first page when none was. */
export function BackToList() {
  const [search, setSearch] = useState<ReturnType<typeof listSearch>>('');
  useEffect(() => {
    const list = lastList();
    if (list !== undefined) setSearch(listSearch(list.query));
  }, []);
  return (
    <Link href={`/identities${search}`} prefetch={false} className="text-muted hover:text-ink hover:underline">
      Identities
    </Link>
  );
}
