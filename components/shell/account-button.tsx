'use client';

import { CircleUserRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';

const loadMenu = () => import('./account-menu');
const AccountMenu = lazy(loadMenu);

/** The operator's own choices. The menu is fetched when the button is meant. */
export function AccountButton() {
  const [wanted, setWanted] = useState(false);
  const button = (
    <button
      type="button"
      aria-label="Account"
      aria-haspopup="menu"
      aria-expanded={false}
      className="icon-button size-8"
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setWanted(true)}
    >
      <CircleUserRound aria-hidden="true" className="size-5" />
    </button>
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <AccountMenu />
    </Suspense>
  );
}
