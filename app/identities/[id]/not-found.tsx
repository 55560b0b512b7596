import type { Metadata } from 'next';
import { NotFoundHelp } from '@/components/identities/detail/not-found-help';

export const metadata: Metadata = { title: 'Identity not found' };

/** Shown for `notFound()` of the pages under `/identities/[id]`. */
export default function IdentityNotFound() {
  return <NotFoundHelp />;
}
