import clsx from 'clsx';
import type { ComponentProps } from 'react';

type Props = Omit<ComponentProps<'input'>, 'type' | 'ref'> & {
  /** The words beside the box; pass `hideLabel` where a table column already says them. */
  label: string;
  hideLabel?: boolean;
  /** Some, not all, of what it stands for is chosen. */
  mixed?: boolean;
};

/** A native checkbox in a target of at least 28 px. */
export function Checkbox({ label, hideLabel = false, mixed = false, className, ...rest }: Props) {
  const box = (
    <input
      {...rest}
      type="checkbox"
      className="checkbox"
      aria-label={hideLabel ? label : undefined}
      ref={(element) => {
        if (element !== null) element.indeterminate = mixed;
      }}
    />
  );
  if (hideLabel) return <label className={clsx('checkbox-target', className)}>{box}</label>;
  return (
    <label className={clsx('flex min-h-7 cursor-pointer items-center gap-2', className)}>
      {box}
      {label}
    </label>
  );
}
