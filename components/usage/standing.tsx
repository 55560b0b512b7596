import Link from 'next/link';
import { Suspense } from 'react';
import type { Outcome } from '@/lib/errors/app-error';
import type { IdentityStanding } from '@/lib/reporting/ranking-schema';
import { standingWords } from '@/lib/reporting/standing-words';

type Read = Promise<Outcome<IdentityStanding | undefined>>;

/**
 * Where an identity stands among all of them. It adds to the figures above it: where it cannot be had, nothing stands
 * here.
 */
export function Standing({ read }: { read: Read }) {
  return (
    <Suspense fallback={<p aria-hidden="true" className="h-7" />}>
      <Loaded read={read} />
    </Suspense>
  );
}

async function Loaded({ read }: { read: Read }) {
  const standing = await read;
  const words = standing.ok && standing.value !== undefined ? standingWords(standing.value) : [];
  const [first, ...more] = words;
  if (first === undefined) return null;
  return (
    <p className="min-h-7 pt-2 text-[0.8125rem]">
      <Link href="/identities?sort=cost" prefetch={false} className="link">
        {first}
      </Link>{' '}
      <span className="text-muted">{more.map((part) => ` · ${part}`).join('')}</span>
    </p>
  );
}
