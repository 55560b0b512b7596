import clsx from 'clsx';
import { isAllHidden } from './bidi-text';

/**
 * A text of data on one line, cut where it does not fit and isolated from its neighbours' direction. One that shows
 * nothing at all says so: a blank chip looks like a fault.
 */
export function ShortText({ value, className }: { value: string; className?: string }) {
  return (
    <bdi className={clsx('truncate', className)}>
      {isAllHidden(value) ? <span className="text-muted italic">nothing visible</span> : value}
    </bdi>
  );
}
