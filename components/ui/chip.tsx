import clsx from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { ShortText } from './short-text';

/** A tag. With `onClick` it is a button; with `onRemove` it has a button "Remove tag …"; else it is text. */
export function Chip({
  children,
  onClick,
  onRemove,
  title,
  className,
}: {
  children: string;
  onClick?: () => void;
  onRemove?: () => void;
  title?: string;
  className?: string;
}): ReactNode {
  const text = <ShortText value={children} />;
  if (onClick !== undefined)
    return (
      <button type="button" className={clsx('chip', className)} title={title} onClick={onClick}>
        {text}
      </button>
    );
  return (
    <span className={clsx('chip', onRemove !== undefined && 'pr-0', className)} title={title}>
      {text}
      {onRemove !== undefined && (
        <button
          type="button"
          aria-label={`Remove tag ${children}`}
          data-tip="Remove"
          className="grid size-6 shrink-0 place-items-center rounded text-muted hover:bg-raised hover:text-ink"
          onClick={onRemove}
        >
          <X aria-hidden="true" className="size-3" />
        </button>
      )}
    </span>
  );
}
