import type { Metadata } from 'next';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';

export const metadata: Metadata = { title: 'Job not found' };

/** Shown for `notFound()` of the page of a job. */
export default function JobNotFound() {
  return (
    <div className="pt-6">
      <EmptyState
        level={1}
        title="Job not found"
        text="There is no job with this ID, or it is somebody else’s."
        action={
          <Link href="/jobs" prefetch={false} className="button button-secondary">
            Jobs
          </Link>
        }
      />
    </div>
  );
}
