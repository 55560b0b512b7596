import clsx from 'clsx';
import type { ReactNode } from 'react';

/** What stands where rows would be. */
export function EmptyState({
  title,
  level = 2,
  text,
  action,
  className,
}: {
  title: string;
  /** Level of the heading; 1 where it is the page's only one. */
  level?: 1 | 2 | 3;
  text: string;
  action?: ReactNode;
  className?: string;
}) {
  const Heading = `h${level}` as const;
  return (
    <div className={clsx('panel flex flex-col items-center gap-1.5 px-6 py-14 text-center', className)}>
      <Heading className="text-base font-medium">{title}</Heading>
      <p className="max-w-prose text-balance text-muted">{text}</p>
      {action !== undefined && <div className="pt-3">{action}</div>}
    </div>
  );
}
