import clsx from 'clsx';
import type { ComponentProps } from 'react';

/** One choice of several: the browser's own list, which every keyboard, phone and reader knows. */
export function NativeSelect<Value extends string>({
  options,
  className,
  ...rest
}: Omit<ComponentProps<'select'>, 'children'> & { options: readonly { value: Value; label: string }[] }) {
  return (
    <select {...rest} className={clsx('select', className)}>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
