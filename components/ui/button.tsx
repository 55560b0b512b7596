import clsx from 'clsx';
import { LoaderCircle } from 'lucide-react';
import { useId, type ComponentProps, type ReactNode } from 'react';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md';

/** The classes of a button, for links that look like one. */
export function buttonClass({
  variant = 'secondary',
  size = 'md',
}: { variant?: ButtonVariant; size?: ButtonSize } = {}): string {
  return clsx('button', `button-${variant}`, size === 'sm' && 'button-sm');
}

type Props = Omit<ComponentProps<'button'>, 'aria-disabled'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** While true, clicks do nothing; the button keeps its width and, after 150 ms, shows a spinner. */
  pending?: boolean;
  /** Why it does nothing now. It stays focusable, says so on hover and focus, and clicks do nothing. */
  disabledReason?: string | undefined;
  children: ReactNode;
};

/** A button. It stays focusable while pending, so that the keyboard does not lose its place. */
export function Button({
  variant,
  size,
  pending = false,
  disabledReason,
  className,
  onClick,
  children,
  type = 'button',
  ...rest
}: Props) {
  const reason = useId();
  const idle = pending || disabledReason !== undefined;
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={idle || undefined}
      {...(disabledReason !== undefined && { 'aria-describedby': reason, 'data-tip': disabledReason })}
      data-pending={pending || undefined}
      className={clsx(buttonClass({ ...(variant && { variant }), ...(size && { size }) }), className)}
      onClick={(event) => {
        if (idle) event.preventDefault();
        else onClick?.(event);
      }}
    >
      <span className="button-label inline-flex items-center gap-1.5">{children}</span>
      {pending && <LoaderCircle aria-hidden="true" className="button-spinner" />}
      {disabledReason !== undefined && (
        <span id={reason} hidden>
          {disabledReason}
        </span>
      )}
    </button>
  );
}

/** A button that shows an icon only; its name is the label. */
export function IconButton({
  label,
  keys,
  className,
  children,
  ...rest
}: ComponentProps<'button'> & { label: string; /** Its shortcut, shown in the tip. */ keys?: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={label}
      data-keys={keys}
      {...rest}
      className={clsx('icon-button', className)}
    >
      {children}
    </button>
  );
}
