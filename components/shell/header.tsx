import Link from 'next/link';
import type { ShownOperator } from '@/lib/auth/operator';
import { AccountButton } from './account-button';
import { MainLinks } from './main-links';
import { PaletteButton } from './palette-button';

/** The banner of every page. Whoever is not signed in sees no more than whose it is. */
export function Header({ operator }: { operator: ShownOperator | undefined }) {
  return (
    <header className="sticky top-0 z-30 h-[var(--header-height)] border-b border-line bg-canvas">
      <div className="mx-auto flex h-full w-full max-w-[100rem] items-center gap-3 px-4 sm:gap-6 sm:px-6">
        <Link
          href="/identities"
          prefetch={false}
          aria-label="Identity Desk, home"
          className="flex items-center gap-2 font-semibold tracking-tight"
        >
          <Mark />
          <span className="max-sm:hidden">Identity Desk</span>
        </Link>
        <nav aria-label="Main" className="flex h-full items-stretch gap-4">
          {operator !== undefined && <MainLinks />}
        </nav>
        {operator !== undefined && (
          <div className="ml-auto flex items-center gap-1.5">
            <PaletteButton />
            <AccountButton />
          </div>
        )}
      </div>
    </header>
  );
}

/** A card on a desk with a head cut out of it. */
function Mark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className="size-6" fill="none">
      <rect x="1.5" y="2.5" width="21" height="19" rx="4.5" className="fill-accent" />
      <circle cx="8.6" cy="10" r="2.6" className="fill-canvas" />
      <path
        d="M4.6 17.2c.5-2.4 2-3.6 4-3.6s3.5 1.2 4 3.6"
        className="stroke-canvas"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
      <path
        d="M15 9h4M15 12.5h4M15 16h2.5"
        className="stroke-canvas"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
    </svg>
  );
}
