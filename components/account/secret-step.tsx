'use client';

import { useId, useRef, useState, type FormEvent } from 'react';
import { useWrite } from '@/components/actions/use-write';
import { ErrorNotice } from '@/components/errors/error-notice';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { finishSecondFactor } from '@/lib/actions/account';
import type { NewSecret } from '@/lib/auth/own-account';
import { fieldFault, type FieldFault } from './field-fault';

/** The secret on its way into the app, by picture or by hand, and the first code back from it. */
export function SecretStep({
  secret: { secret, address, picture },
  onDone,
  onCancel,
}: {
  secret: NewSecret;
  onDone: (recoveryCodes: string[]) => void;
  onCancel: () => void;
}) {
  const { pending, write } = useWrite();
  const [fault, setFault] = useState<FieldFault>({});
  const box = useRef<HTMLInputElement>(null);
  const id = useId();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const refuse = (refused: FieldFault) => {
      setFault(refused);
      box.current?.select();
    };
    const code = box.current?.value ?? '';
    if (code.trim() === '') return refuse({ field: 'code', words: 'Type the code that the app shows.' });
    setFault({});
    write(
      () => finishSecondFactor({ code }),
      (outcome) => {
        if (outcome.ok) onDone(outcome.value.codes);
        else refuse(fieldFault(outcome.error, { code: 'code' }));
        return false;
      },
    );
  };

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      {fault.error !== undefined && <ErrorNotice error={fault.error} doing="change" className="mb-0" />}
      <div className="flex flex-wrap gap-x-6 gap-y-4">
        <svg
          role="img"
          aria-label="QR code for your authenticator app"
          viewBox={`0 0 ${picture.size} ${picture.size}`}
          shapeRendering="crispEdges"
          className="size-44 shrink-0 rounded-lg border border-line"
        >
          <rect width={picture.size} height={picture.size} className="fill-white" />
          <path d={picture.path} className="fill-black" />
        </svg>
        <div className="min-w-0 flex-1 basis-56">
          <p>
            Scan this with an authenticator app, such as Aegis, 1Password or Google Authenticator, or{' '}
            <a href={address} className="link">
              open one on this device
            </a>
            .
          </p>
          <p className="pt-3 pb-1 text-[0.8125rem] text-muted">If you cannot scan it, type this secret:</p>
          <div className="flex items-start gap-1.5">
            <code aria-label="Secret" className="rounded bg-raised px-2 py-1 font-mono text-[0.8125rem]">
              {grouped(secret)}
            </code>
            <CopyButton what="secret" value={secret} />
          </div>
        </div>
      </div>
      <div className="max-w-sm">
        <Field
          id={id}
          label="Code"
          hint="The six digits that the app shows now."
          error={fault.field === undefined ? undefined : fault.words}
        >
          {(parts) => (
            <input
              {...parts}
              ref={box}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              autoFocus
              className="input w-36 font-mono tracking-widest tabular-nums"
            />
          )}
        </Field>
      </div>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          Turn on
        </Button>
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** In fours, as people read and type it; apps take the spaces. */
function grouped(secret: string): string {
  return secret.replace(/.{4}(?=.)/g, '$& ');
}
