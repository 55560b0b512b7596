'use client';

import clsx from 'clsx';
import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps } from 'react';

/** A box for a password that can be shown while it is typed. Anything can be pasted; nothing is trimmed. */
export function PasswordInput({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <span className="relative flex">
      <input
        {...rest}
        type={shown ? 'text' : 'password'}
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        className={clsx('input w-full pr-9', className)}
      />
      <button
        type="button"
        // Without the word itself, so that the box alone is found by it.
        aria-label="Show what is typed"
        aria-pressed={shown}
        data-tip={shown ? 'Hide what is typed' : 'Show what is typed'}
        className="icon-button absolute inset-y-0 right-0.5 my-auto"
        onClick={() => setShown(!shown)}
      >
        <Icon aria-hidden="true" className="size-4" />
      </button>
    </span>
  );
}
