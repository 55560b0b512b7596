import type { ReactNode } from 'react';

/** What stands where rows would be. */
export function EmptyState({ title, text, action, className = '' }: { title: string; text: string; action?: ReactNode; className?: string }) {
  return (
    <div className={`panel flex flex-col items-center gap-1.5 px-6 py-14 text-center ${className}`}>
      <h2 className="text-base font-medium">{title}</h2>
      <p className="max-w-prose text-balance text-muted">{text}</p>
      {action !== undefined && <div className="pt-3">{action}</div>}
    </div>
  );
}
