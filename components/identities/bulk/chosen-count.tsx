'use client';

import Link from 'next/link';
import { useState } from 'react';
import { Popover } from '@/components/ui/popover';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { listHref, trustedListQuery } from '@/lib/identity/list-address';
import { isView, type Matching } from '../selection';
import type { Chosen } from './chosen';
import { ChosenRows } from './chosen-rows';
import { matchingWords, selectionWords } from './words';

/** How much is selected, how much of it is out of sight, and the way to see it. */
export function ChosenCount({ chosen, page }: { chosen: Chosen; page: IdentityPage | undefined }) {
  const [open, setOpen] = useState(false);
  const shown = new Set(page?.rows.map(({ _id }) => _id));
  const rows = chosen.by === 'ids' ? chosen.rows : [];
  const elsewhere = page === undefined ? [] : rows.filter(({ _id }) => !shown.has(_id));
  const elsewhereInAll = chosen.by === 'matching' && (page === undefined || !isView(chosen, page.query));
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2">
      <p aria-live="polite" className="font-medium wrap-anywhere tabular-nums">
        {chosen.by === 'ids'
          ? selectionWords(rows.length, elsewhere.length)
          : `${matchingWords(chosen)} selected${elsewhereInAll ? ', this view shows others' : ''}`}
      </p>
      {elsewhereInAll && (
        <Link href={allHref(chosen)} prefetch={false} className="link inline-flex min-h-6 items-center">
          Show selected
        </Link>
      )}
      {(open || elsewhere.length > 0) && (
        <Popover
          open={open}
          onOpenChange={setOpen}
          label="Selected identities"
          trigger={
            <button type="button" className="link min-h-6">
              Show selected
            </button>
          }
        >
          <ChosenRows rows={[...elsewhere, ...rows.filter(({ _id }) => shown.has(_id))]} />
        </Popover>
      )}
    </div>
  );
}

/** The view of the list that shows everything that matches. */
function allHref({ search, tags }: Matching) {
  return listHref({ ...trustedListQuery(new URLSearchParams()), search, tags: [...tags] });
}
