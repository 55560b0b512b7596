'use client';

import { CircleUserRound } from 'lucide-react';
import { useOnIntent } from '@/components/ui/use-on-intent';

const loadMenu = () => import('./account-menu');

/** The operator's own choices. The menu is fetched when the button is meant, then takes the button's place, open. */
export function AccountButton() {
  const { Part: AccountMenu, prepare, request } = useOnIntent(loadMenu);
  if (AccountMenu !== undefined) return <AccountMenu />;
  return (
    <button
      type="button"
      aria-label="Account"
      aria-haspopup="menu"
      aria-expanded={false}
      data-tip="Account"
      className="icon-button size-8"
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={request}
    >
      <CircleUserRound aria-hidden="true" className="size-5" />
    </button>
  );
}
