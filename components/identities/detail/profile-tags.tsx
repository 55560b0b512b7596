'use client';

import Link from 'next/link';
import { useState } from 'react';
import { listHref, trustedListQuery } from '@/lib/identity/list-address';

/** Tags shown before the rest is asked for. */
const MOST = 24;

/** Tags in stored order, each the way to the identities that share it. */
export function ProfileTags({ tags }: { tags: readonly string[] }) {
  const [open, setOpen] = useState(false);
  const all = trustedListQuery(new URLSearchParams());
  return (
    <span className="flex flex-wrap gap-1">
      {(open ? tags : tags.slice(0, MOST)).map((tag, at) => (
        <Link key={`${at}-${tag}`} href={listHref(all, { tags: [tag] })} prefetch={false} className="chip hover:border-line-strong hover:bg-raised" title={`Identities tagged ${tag}`}>
          <bdi className="truncate">{tag.trim() === '' ? '(blank)' : tag}</bdi>
        </Link>
      ))}
      {tags.length > MOST && (
        <button type="button" className="chip chip-more" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Show fewer tags' : `Show all ${tags.length.toLocaleString('en-US')} tags`}
        </button>
      )}
    </span>
  );
}
