import clsx from 'clsx';
import type { ReactNode } from 'react';

const TONES = {
  plain: 'border-line bg-raised text-muted',
  warning: 'border-warning/35 bg-warning-soft text-warning',
  danger: 'border-danger/35 bg-danger-soft text-danger',
  ok: 'border-ok/35 bg-ok-soft text-ok',
} as const;

/** A word about a thing. Its colour never stands alone. */
export function Badge({ tone = 'plain', children }: { tone?: keyof typeof TONES; children: ReactNode }) {
  return (
    <span
      className={clsx('inline-flex h-5 items-center rounded border px-1.5 text-xs font-medium', TONES[tone])}
    >
      {children}
    </span>
  );
}
