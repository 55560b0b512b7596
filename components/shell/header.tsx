import Link from 'next/link';
import type { ShownOperator } from '@/lib/auth/operator';
import { BrandMark } from '@/components/ui/brand-mark';
import { AccountButton } from './account-button';
import { JobsMark } from './jobs-mark';
import { MainLinks } from './main-links';
import { PaletteButton } from './palette-button';

/** The banner of every page. Whoever is not signed in sees no more than whose it is. */
export function Header({
  operator,
  jobsAtWork,
}: {
  operator: ShownOperator | undefined;
  /** Whether a job of theirs is at work or paused. */
  jobsAtWork: boolean;
}) {
  return (
    <header className="sticky top-0 z-30 h-[var(--header-height)] border-b border-line bg-canvas">
      <div className="mx-auto flex h-full w-full max-w-[100rem] items-center gap-2 px-4 sm:gap-6 sm:px-6">
        <Link
          href="/identities"
          prefetch={false}
          aria-label="Identity Desk, home"
          className="flex items-center gap-2 font-semibold tracking-tight"
        >
          <BrandMark className="size-6" />
          <span className="max-sm:hidden">Identity Desk</span>
        </Link>
        <nav aria-label="Main" className="flex h-full items-stretch gap-3 sm:gap-4">
          {operator !== undefined && <MainLinks />}
        </nav>
        {operator !== undefined && (
          <div className="ml-auto flex items-center gap-1 sm:gap-1.5">
            <JobsMark atWork={jobsAtWork} />
            <PaletteButton />
            <AccountButton />
          </div>
        )}
      </div>
    </header>
  );
}
