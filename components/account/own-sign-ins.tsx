'use client';

import { useRef, useState } from 'react';
import { useWrite } from '@/components/actions/use-write';
import { ErrorNotice } from '@/components/errors/error-notice';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toasts';
import { endOtherSignIns, endOwnSignIn } from '@/lib/actions/account';
import type { OwnSignIn } from '@/lib/auth/own-account';
import type { AppError, Outcome } from '@/lib/errors/app-error';
import { endedWords } from './password-form';

/** Where the operator is signed in, with the means to end each but this. */
export function OwnSignIns({ signIns }: { signIns: readonly OwnSignIn[] }) {
  const { pending, write } = useWrite();
  const [ending, setEnding] = useState<string>();
  const [error, setError] = useState<AppError>();
  const list = useRef<HTMLUListElement>(null);
  const others = signIns.filter(({ present }) => !present);

  const end = (which: string, action: () => Promise<Outcome<{ ended: number }>>) => {
    setEnding(which);
    setError(undefined);
    write(action, (outcome) => {
      setError(outcome.ok ? undefined : outcome.error);
      if (outcome.ok) {
        toast.success(which === ALL ? capital(endedWords(outcome.value.ended)) : 'Sign-in ended');
        // Its button goes with its row.
        list.current?.focus();
      }
      return false;
    });
  };

  return (
    <div className="flex flex-col items-start gap-3">
      {error !== undefined && <ErrorNotice error={error} doing="change" className="mb-0" />}
      <ul
        ref={list}
        tabIndex={-1}
        aria-label="Your sign-ins"
        className="panel w-full divide-y divide-line outline-none"
      >
        {signIns.map(({ id, device, address, created, last_seen, present }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-x-2">
                <bdi className="font-medium">{device}</bdi>
                {present && <Badge>This one</Badge>}
              </p>
              <p className="text-[0.8125rem] text-muted">
                {address !== '' && <>{address} · </>}
                began <RelativeTime value={created} /> · last used <RelativeTime value={last_seen} />
              </p>
            </div>
            {!present && (
              <Button
                size="sm"
                pending={pending && ending === id}
                aria-label={`End sign-in: ${device}, ${address}`}
                onClick={() => end(id, () => endOwnSignIn({ id }))}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <Button pending={pending && ending === ALL} onClick={() => end(ALL, endOtherSignIns)}>
          End all others
        </Button>
      )}
      {others.length === 0 && <p className="text-[0.8125rem] text-muted">You are signed in nowhere else.</p>}
    </div>
  );
}

const ALL = 'all';

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
