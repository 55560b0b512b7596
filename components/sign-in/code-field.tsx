'use client';

import { useId, useState, type Ref } from 'react';
import { Field } from '@/components/ui/field';

/**
 * A code of the authenticator app, or a recovery code; the server knows them apart by how they are written. Two boxes
 * only for the keyboard of a phone.
 *
 * @param recoveryHref where the other kind is asked for without JavaScript
 */
export function CodeField({
  inputRef,
  recoveryFirst = false,
  hrefs,
}: {
  inputRef: Ref<HTMLInputElement>;
  recoveryFirst?: boolean;
  hrefs?: { app: string; recovery: string };
}) {
  const [recovery, setRecovery] = useState(recoveryFirst);
  const id = useId();
  const words = recovery ? 'Use a code of the app instead' : 'Use a recovery code instead';
  return (
    <div className="flex flex-col gap-3">
      <Field
        key={recovery ? 'recovery' : 'app'}
        id={id}
        label={recovery ? 'Recovery code' : 'Code'}
        hint={
          recovery
            ? 'One of those you kept when you set up the second factor. Each works once.'
            : 'The six digits that your authenticator app shows for Identity Desk.'
        }
      >
        {(parts) => (
          <input
            {...parts}
            ref={inputRef}
            name="code"
            required
            maxLength={64}
            inputMode={recovery ? 'text' : 'numeric'}
            autoComplete={recovery ? 'off' : 'one-time-code'}
            autoCapitalize="off"
            spellCheck={false}
            className="input h-9 w-full font-mono tracking-wider"
            // The one thing to do in this step.
            autoFocus
          />
        )}
      </Field>
      {hrefs === undefined ? (
        <button
          type="button"
          className="link self-start text-[0.8125rem]"
          onClick={() => setRecovery(!recovery)}
        >
          {words}
        </button>
      ) : (
        <a
          href={recovery ? hrefs.app : hrefs.recovery}
          className="link self-start text-[0.8125rem]"
          onClick={(event) => {
            event.preventDefault();
            setRecovery(!recovery);
          }}
        >
          {words}
        </a>
      )}
    </div>
  );
}
