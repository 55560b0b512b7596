'use client';

import Link from 'next/link';
import { useState } from 'react';
import { formatCount } from '@/lib/format/numbers';
import { listHref } from '@/lib/identity/list-address';
import { LongText } from '@/components/json/long-text';
import { Unset } from './profile-row';

/** How many tags are shown before the rest is folded; a few more are not worth a button. */
const FOLDED = 24;
const FIRST_PAGE = { search: '', tags: [], sort: 'newest', limit: 25 } as const;

/** Tags in stored order, each a link to the identities that carry it. */
export function ProfileTags({ tags }: { tags: readonly string[] }) {
  const [open, setOpen] = useState(false);
  if (tags.length === 0)
    return (
      <span className="pr-3">
        <Unset>No tags</Unset>
      </span>
    );
  const foldable = tags.length > FOLDED + 4;
  const shown = foldable && !open ? tags.slice(0, FOLDED) : tags;
  return (
    <>
      <ul aria-label="Tags" className="flex flex-wrap gap-1 py-0.5">
        {shown.map((tag, at) => (
          <li key={at} className="max-w-full">
            <TagLink tag={tag} />
          </li>
        ))}
      </ul>
      {foldable && (
        <button
          type="button"
          aria-expanded={open}
          className="link min-h-6 pr-3 text-xs"
          onClick={() => setOpen(!open)}
        >
          {open ? 'Show fewer tags' : `Show all ${formatCount(tags.length)} tags`}
        </button>
      )}
    </>
  );
}

const CHIP = 'chip h-auto min-h-6 max-w-full py-0.5 whitespace-normal';

function TagLink({ tag }: { tag: string }) {
  // The list takes no empty tag as a filter, so there is nothing to link to.
  if (tag === '') return <span className={`${CHIP} text-muted italic`}>empty tag</span>;
  return (
    <Link
      href={listHref({ ...FIRST_PAGE, tags: [tag], after: undefined, before: undefined })}
      prefetch={false}
      title="Show the identities with this tag"
      className={`${CHIP} hover:border-line-strong hover:bg-raised`}
    >
      <span>
        <LongText value={tag} />
      </span>
    </Link>
  );
}
