import clsx from 'clsx';

/**
 * The shape of what is coming, on the first load of a region only. Give it the content's own height by classes. It
 * shows after 150 ms, so that quick answers draw none, and stands still where motion is unwanted.
 */
export function Skeleton({ className = 'h-4 w-full' }: { className?: string }) {
  return <span aria-hidden="true" className={clsx('skeleton skeleton-late block', className)} />;
}
