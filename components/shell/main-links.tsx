'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';

const PAGES = [
  { href: '/identities', label: 'Identities', keys: 'g i' },
  { href: '/overview', label: 'Overview', keys: 'g o' },
  { href: '/audit', label: 'Audit log', keys: 'g a' },
] as const;

/** The pages of the dashboard, the present one marked. */
export function MainLinks() {
  const pathname = usePathname();
  return PAGES.map(({ href, label, keys }) => {
    const here = pathname === href || pathname.startsWith(`${href}/`);
    return (
      <Link
        key={href}
        href={href}
        prefetch={false}
        data-tip={label}
        data-keys={keys}
        aria-current={pathname === href ? 'page' : here ? 'true' : undefined}
        className="flex items-center border-y-2 whitespace-nowrap border-transparent text-muted hover:text-ink aria-[current]:border-b-accent aria-[current]:text-ink"
      >
        {label}
      </Link>
    );
  });
}
