'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { ErrorNoticeLater } from '@/components/errors/error-notice-later';
import type { AppError } from '@/lib/errors/app-error';

/** The form's place while its identity cannot be read, with the way to ask again. */
export function ReadFailed({ error }: { error: AppError }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <ErrorNoticeLater
      error={error}
      doing="read"
      retrying={pending}
      onRetry={() => startTransition(() => router.refresh())}
    />
  );
}
