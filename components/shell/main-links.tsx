'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';

const PAGES = [
  { href: '/identities', label: 'Identities' },
  { href: '/overview', label: 'Overview' },
  { href: '/audit', label: 'Audit log' },
] as const;

/** The pages of the dashboard, the present one marked. */
export function MainLinks() {
  const pathname = usePathname();
  return PAGES.map(({ href, label }) => {
    const here = pathname === href || pathname.startsWith(`${href}/`);
    return (
      <Link
        key={href}
        href={href}
        prefetch={false}
        aria-current={pathname === href ? 'page' : here ? 'true' : undefined}
        className="flex items-center border-y-2 whitespace-nowrap border-transparent text-muted hover:text-ink aria-[current]:border-b-accent aria-[current]:text-ink"
      >
        {label}
      </Link>
    );
  });
}
