'use client';

import clsx from 'clsx';
import { useId, useState, type ComponentProps, type ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import type { CreateValues } from './drafts';
import { heldText } from './one-line';
import { Optional } from './optional';
import { useFieldError } from './rejected-fields';
import { useTypedRef } from './use-typed-ref';

type TextName = 'external_id' | 'display_name' | 'email' | 'avatar_url';

/** A single-line text of a form. */
export function TextField({
  name,
  label,
  hint,
  optional = false,
  mono = false,
  lead,
  extra,
  ...input
}: {
  name: TextName;
  label: string;
  hint?: ReactNode;
  optional?: boolean;
  mono?: boolean;
  /** Stands before the box. */
  lead?: ReactNode;
  extra?: ReactNode;
} & Pick<ComponentProps<'input'>, 'inputMode' | 'placeholder' | 'aria-required'>) {
  const id = useId();
  const { register, getValues } = useFormContext<CreateValues>();
  const error = useFieldError(name);
  // Written into the server's HTML, so that the box is filled before the page is live.
  const [filled] = useState(() => getValues(name));
  const { onBlur, onChange } = register(name, {
    setValueAs: (shown: string) => heldText(getValues(name), shown),
  });
  const ref = useTypedRef(name);
  return (
    <div>
      <Field
        id={id}
        label={label}
        error={error}
        {...(optional && { action: <Optional /> })}
        {...(error === undefined && { hint })}
      >
        {(parts) => (
          <div className="flex items-center gap-2">
            {lead}
            <input
              autoCapitalize="off"
              autoCorrect="off"
              autoComplete="off"
              spellCheck={false}
              dir="auto"
              {...input}
              {...parts}
              name={name}
              ref={ref}
              onBlur={onBlur}
              onChange={onChange}
              defaultValue={filled}
              className={clsx('input h-9 w-full min-w-0', mono && 'font-mono')}
            />
          </div>
        )}
      </Field>
      {extra}
    </div>
  );
}
