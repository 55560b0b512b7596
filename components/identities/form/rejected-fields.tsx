'use client';

import { createContext, use, type ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { AppError } from '@/lib/errors/app-error';
import type { CreateValues } from './drafts';

export type FormField = keyof CreateValues;

/** The fields of the forms, in the order they stand on the page. */
const FORM_FIELDS: readonly FormField[] = [
  'external_id',
  'display_name',
  'email',
  'avatar_url',
  'tags',
  'metadata_text',
];

/** What the server said about a value. It holds for that very value: once it is changed, the message goes. */
export type Rejection = { value: string; message: string };
export type Rejections = Partial<Record<FormField, Rejection>>;

const Rejected = createContext<Rejections>({});

export function RejectedFields({ rejections, children }: { rejections: Rejections; children: ReactNode }) {
  return <Rejected value={rejections}>{children}</Rejected>;
}

/** A value in a form that can be compared. */
const fingerprint = (value: unknown) => JSON.stringify(value) ?? '';

/** The error of a field: what the schema says, else what the server said about the value that is still there. */
export function useFieldError(field: FormField): string | undefined {
  const { control, getFieldState, formState } = useFormContext<CreateValues>();
  const value = useWatch({ control, name: field });
  const rejection = use(Rejected)[field];
  const checked = getFieldState(field, formState).error?.message;
  if (checked !== undefined && checked !== '') return checked;
  return rejection?.value === fingerprint(value) ? rejection.message : undefined;
}

/**
 * The part of a server's error that belongs to fields, keyed as the form knows them (`metadata` is the box
 * `metadata_text`). `rest` is the error itself when anything in it belongs to no field here.
 */
export function rejectionsOf(
  error: AppError,
  values: Partial<CreateValues>,
): { rejections: Rejections; fields: FormField[]; rest?: AppError } {
  if (error.kind !== 'conflict' && error.kind !== 'invalid')
    return { rejections: {}, fields: [], rest: error };
  const messages: Record<string, string[]> =
    error.kind === 'conflict' ? { [error.field]: ['Another identity has this external ID.'] } : error.fields;
  const rejections: Rejections = {};
  let complete = Object.keys(messages).length > 0;
  for (const [name, texts] of Object.entries(messages)) {
    const field = FORM_FIELDS.find((known) => known === (name === 'metadata' ? 'metadata_text' : name));
    if (field === undefined || !(field in values)) complete = false;
    else rejections[field] = { value: fingerprint(values[field]), message: texts.join(' ') };
  }
  const fields = FORM_FIELDS.filter((field) => field in rejections);
  return { rejections, fields, ...(!complete && { rest: error }) };
}
