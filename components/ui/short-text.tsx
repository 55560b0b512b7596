import clsx from 'clsx';
import { isAllHidden, VisibleId } from './bidi-text';

/**
 * A text of data on one line, cut where it does not fit and isolated from its neighbours' direction. One that shows
 * nothing at all is shown by its code points: a blank chip cannot be told from another.
 */
export function ShortText({ value, className }: { value: string; className?: string }) {
  return (
    <bdi className={clsx('truncate', className)}>
      {value === '' ? ' ' : isAllHidden(value) ? <VisibleId value={value} /> : value}
    </bdi>
  );
}
