import clsx from 'clsx';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const TONES = {
  danger: { icon: CircleAlert, box: 'border-danger/35 bg-danger-soft', mark: 'text-danger' },
  warning: { icon: TriangleAlert, box: 'border-warning/35 bg-warning-soft', mark: 'text-warning' },
  info: { icon: Info, box: 'border-line bg-raised', mark: 'text-muted' },
} as const;

/** A box that says what happened and what to do. Danger and warning are announced at once. */
export function Notice({
  tone,
  title,
  action,
  children,
  className,
}: {
  tone: keyof typeof TONES;
  title: string;
  action?: ReactNode;
  children?: ReactNode;
  className?: string;
}) {
  const { icon: Icon, box, mark } = TONES[tone];
  return (
    <div
      role={tone === 'info' ? undefined : 'alert'}
      className={clsx(
        'mb-3 flex flex-wrap items-start gap-x-3 gap-y-2 rounded-lg border p-3',
        box,
        className,
      )}
    >
      <Icon aria-hidden="true" className={clsx('mt-0.5 size-4 shrink-0', mark)} />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">{title}</p>
        {children !== undefined && <div className="text-ink/85">{children}</div>}
      </div>
      {action}
    </div>
  );
}
