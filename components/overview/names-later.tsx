'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { NAMES_AFTER_MS, NAMES_LOOKS } from '@/lib/queries/identities';

/**
 * Asks for the page anew while somebody on it is known by an id only: who that is, or that they were deleted, is looked
 * up after a page was made. Stops after a few looks.
 *
 * @param asOf the instant of the figures: another one means that the page came anew
 */
export function NamesLater({ asOf }: { asOf: string }) {
  const router = useRouter();
  const looks = useRef(0);
  useEffect(() => {
    if (looks.current >= NAMES_LOOKS) return;
    const timer = setTimeout(() => {
      looks.current += 1;
      router.refresh();
    }, NAMES_AFTER_MS);
    return () => clearTimeout(timer);
  }, [asOf, router]);
  return null;
}
