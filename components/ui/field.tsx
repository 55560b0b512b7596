import type { ReactNode } from 'react';

/** The ids that tie a control to its label, hint and error. */
export type FieldParts = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

/**
 * A labelled control with its hint and its error. `children` draws the control with the parts given to it; the error
 * is the control's accessible description; without one the hint is.
 */
export function Field({
  id,
  label,
  hint,
  error,
  action,
  children,
}: {
  id: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Something beside the label, such as "Format". */
  action?: ReactNode;
  children: (parts: FieldParts) => ReactNode;
}) {
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-end justify-between gap-4">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {action}
      </div>
      {children({
        id,
        'aria-describedby':
          error !== undefined ? `${id}-error` : hint !== undefined ? `${id}-hint` : undefined,
        'aria-invalid': error !== undefined ? true : undefined,
      })}
      {error !== undefined && (
        <p id={`${id}-error`} className="text-[0.8125rem] text-danger">
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-[0.8125rem] text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
