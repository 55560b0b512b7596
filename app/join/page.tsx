import type { Metadata } from 'next';
import { JoinForm } from '@/components/join/join-form';

export const metadata: Metadata = { title: 'Join', referrer: 'no-referrer' };

/** Where a link leads that lets somebody in once. Its token is behind the `#`, which the server never sees. */
export default function JoinPage() {
  return (
    <div className="mx-auto max-w-[26rem] pt-[10vh]">
      <JoinForm />
    </div>
  );
}
