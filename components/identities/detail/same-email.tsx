import { UsersRound } from 'lucide-react';
import Link from 'next/link';
import { Suspense } from 'react';
import type { Outcome } from '@/lib/errors/app-error';
import { formatCount } from '@/lib/format/numbers';
import { compareHref } from '@/lib/identity/compare-address';
import type { IdentityRow } from '@/lib/identity/identity-record';

type Read = Promise<Outcome<{ others: IdentityRow[]; more: boolean }>>;

/**
 * Says that others carry the same email, and leads to them side by side. It adds to the email above it: the page does
 * not wait for it, and where it cannot be known, or there is nobody, nothing stands here.
 */
export function SameEmail({ id, read }: { id: string; read: Read }) {
  return (
    <Suspense>
      <Loaded id={id} read={read} />
    </Suspense>
  );
}

async function Loaded({ id, read }: { id: string; read: Read }) {
  const found = await read;
  if (!found.ok || found.value.others.length === 0) return null;
  const { others, more } = found.value;
  return (
    <span className="flex items-start gap-1.5 text-[0.8125rem]">
      <UsersRound aria-hidden="true" className="mt-[0.45rem] size-3.5 shrink-0 text-warning" />
      <Link href={compareHref(id)} prefetch={false} className="link">
        {sharedWords(others.length, more)}
      </Link>
    </span>
  );
}

function sharedWords(count: number, more: boolean): string {
  if (more) return `At least ${formatCount(count)} others share this email`;
  return count === 1 ? '1 other shares this email' : `${formatCount(count)} others share this email`;
}
