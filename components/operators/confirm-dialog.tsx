'use client';

import { useState, type ReactNode, type RefObject } from 'react';
import { ConfirmFrame } from '@/components/actions/confirm-frame';
import { useWrite } from '@/components/actions/use-write';
import { toast } from '@/components/ui/toasts';
import { disableOperator, enableOperator, endOperatorSignIns } from '@/lib/actions/operators';
import type { OperatorRow } from '@/lib/auth/operator-rows';
import type { AppError } from '@/lib/errors/app-error';

type Words = { title: ReactNode; stakes: string; button: string; done: string; danger: boolean };

/** Disables or enables an operator, or ends their sign-ins, once it has been said what that means. */
export default function ConfirmDialog({
  row,
  change,
  opener,
  onClose,
}: {
  row: OperatorRow;
  change: 'disable' | 'enable' | 'end';
  opener: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  const { pending, write } = useWrite();
  const [error, setError] = useState<AppError>();
  const words = wordsOf(change, row);
  const run = () => {
    setError(undefined);
    write(
      async () => ACTIONS[change]({ id: row.id }),
      (outcome) => {
        if (!outcome.ok) setError(outcome.error);
        else {
          toast.success(words.done);
          onClose();
        }
        return outcome.ok;
      },
    );
  };
  return (
    <ConfirmFrame
      title={words.title}
      stakes={words.stakes}
      error={error}
      pending={pending}
      button={words.button}
      danger={words.danger}
      opener={opener}
      onConfirm={run}
      onClose={onClose}
    />
  );
}

const ACTIONS = { disable: disableOperator, enable: enableOperator, end: endOperatorSignIns } as const;

function wordsOf(change: keyof typeof ACTIONS, { name, method, self, sign_ins }: OperatorRow): Words {
  const who = <bdi className="wrap-anywhere">{name}</bdi>;
  switch (change) {
    case 'disable':
      return {
        title: <>Disable {who}?</>,
        stakes:
          'They are signed out everywhere at once and cannot sign in again until an admin enables them. Links that they made, or that were made for them, stop working. What they did stays in the audit log.',
        button: 'Disable operator',
        done: `${name} is disabled`,
        danger: true,
      };
    case 'enable':
      return {
        title: <>Enable {who}?</>,
        stakes:
          method === 'password'
            ? 'They can sign in again, with the password and the second factor that they had.'
            : 'They can sign in again through the single sign-on.',
        button: 'Enable operator',
        done: `${name} is enabled`,
        danger: false,
      };
    case 'end':
      return self
        ? {
            title: 'End your other sign-ins?',
            stakes: `You stay signed in here and are signed out in ${places(sign_ins - 1)}.`,
            button: 'End other sign-ins',
            done: 'Your other sign-ins have ended',
            danger: true,
          }
        : {
            title: <>End the sign-ins of {who}?</>,
            stakes: `They are signed out at once in ${places(sign_ins)}, and can sign in again. What they have not saved may be lost.`,
            button: 'End sign-ins',
            done: `The sign-ins of ${name} have ended`,
            danger: true,
          };
  }
}

function places(count: number): string {
  return count === 1 ? 'one browser' : `${count} browsers`;
}
