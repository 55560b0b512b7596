'use client';

import { MoreHorizontal } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { IdentityRow } from '@/lib/identity/identity-record';

const loadMenu = () => import('./row-menu');
const RowMenu = lazy(loadMenu);

/** The row's menu button. The menu itself is fetched when the button is meant, so the list ships none of it. */
export function RowActions({ row, name }: { row: IdentityRow; name: string }) {
  const [wanted, setWanted] = useState(false);
  const button = (
    <button
      type="button"
      aria-label={`Actions for ${name}`}
      aria-haspopup="menu"
      aria-expanded={false}
      className="icon-button"
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setWanted(true)}
    >
      <MoreHorizontal aria-hidden="true" className="size-4" />
    </button>
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <RowMenu row={row} name={name} />
    </Suspense>
  );
}
