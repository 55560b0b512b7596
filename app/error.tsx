'use client';

import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

/** A bug of ours. Expected failures never come here: they are outcomes. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <div className="py-10">
      <h1 className="pb-4 text-xl font-semibold tracking-tight">Something went wrong here</h1>
      <Notice
        tone="danger"
        title="This page could not be shown"
        action={
          <Button variant="secondary" onClick={reset}>
            Try again
          </Button>
        }
      >
        This is a fault of the dashboard, not of what you did. Nothing was changed.
        {error.digest !== undefined && ` If it stays, report the reference ${error.digest}.`}
      </Notice>
    </div>
  );
}
