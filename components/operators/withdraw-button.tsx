'use client';

import { useState } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { useWrite } from '@/components/actions/use-write';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toasts';
import { withdrawInvitation } from '@/lib/actions/operators';
import type { LinkRow } from '@/lib/auth/operator-rows';
import type { AppError } from '@/lib/errors/app-error';

/** Makes a link stop working. Nothing is asked first: another is made in a moment. */
export function WithdrawButton({ link }: { link: LinkRow }) {
  const { pending, write } = useWrite();
  const [error, setError] = useState<AppError>();
  const withdraw = () => {
    setError(undefined);
    write(
      () => withdrawInvitation({ id: link.id }),
      (outcome) => {
        if (outcome.ok) toast.success(`The link for ${link.email} does not work any more`);
        else setError(outcome.error);
        return false;
      },
    );
  };
  return (
    <>
      <Button
        size="sm"
        pending={pending}
        aria-label={`Withdraw the link for ${link.email}`}
        onClick={withdraw}
      >
        Withdraw
      </Button>
      {error !== undefined && <ErrorNotice error={error} doing="change" className="mb-0 w-full" />}
    </>
  );
}
