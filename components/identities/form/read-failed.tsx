'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useTransition } from 'react';
import type { AppError } from '@/lib/errors/app-error';

// Drawn by the server where it is needed; pages whose reads succeed do without it.
const ErrorNotice = lazy(() =>
  import('@/components/errors/error-notice').then(({ ErrorNotice: Part }) => ({ default: Part })),
);

/** The form's place while its identity cannot be read, with the way to ask again. */
export function ReadFailed({ error }: { error: AppError }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <Suspense>
      <ErrorNotice
        error={error}
        doing="read"
        retrying={pending}
        onRetry={() => startTransition(() => router.refresh())}
      />
    </Suspense>
  );
}
