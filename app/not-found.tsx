import type { Metadata } from 'next';
import Link from 'next/link';

export const metadata: Metadata = { title: 'Page not found' };

export default function NotFound() {
  return (
    <div className="py-10">
      <h1 className="pb-2 text-xl font-semibold tracking-tight">Page not found</h1>
      <p className="pb-4 text-muted">There is no page at this address.</p>
      <Link href="/identities" className="link">
        Go to identities
      </Link>
    </div>
  );
}
