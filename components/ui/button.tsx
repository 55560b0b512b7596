import clsx from 'clsx';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md';

/** The classes of a button, for links that look like one. */
export function buttonClass({ variant = 'secondary', size = 'md' }: { variant?: ButtonVariant; size?: ButtonSize } = {}): string {
  return clsx('button', `button-${variant}`, size === 'sm' && 'button-sm');
}

type Props = Omit<ComponentProps<'button'>, 'aria-disabled'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** While true, clicks do nothing; the button keeps its width and, after 150 ms, shows a spinner. */
  pending?: boolean;
  children: ReactNode;
};

/** A button. It stays focusable while pending, so that the keyboard does not lose its place. */
export function Button({ variant, size, pending = false, className, onClick, children, type = 'button', ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={pending || undefined}
      data-pending={pending || undefined}
      className={clsx(buttonClass({ ...(variant && { variant }), ...(size && { size }) }), className)}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else onClick?.(event);
      }}
    >
      <span className="button-label inline-flex items-center gap-1.5">{children}</span>
      {pending && <LoaderCircle aria-hidden="true" className="button-spinner" />}
    </button>
  );
}

/** A button that shows an icon only; its name is the label. */
export function IconButton({ label, className, children, ...rest }: ComponentProps<'button'> & { label: string }) {
  return (
    <button type="button" aria-label={label} title={label} {...rest} className={clsx('icon-button', className)}>
      {children}
    </button>
  );
}
