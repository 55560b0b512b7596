'use client';

import { MoreHorizontal } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { OperatorRow } from '@/lib/auth/operator-rows';

const loadMenu = () => import('./operator-menu');
const OperatorMenu = lazy(loadMenu);

/** The menu button of one operator. The menu is fetched when the button is meant. */
export function OperatorActions(props: { row: OperatorRow; byPassword: boolean; rolesFromSso: boolean }) {
  const [wanted, setWanted] = useState(false);
  const button = (
    <button
      type="button"
      aria-label={`Actions for ${props.row.name}`}
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
      <OperatorMenu {...props} />
    </Suspense>
  );
}
