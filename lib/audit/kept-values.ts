import * as z from 'zod/mini';
import { IDENTITY_FIELDS, type IdentityField, type IdentityValues } from '@/lib/identity/identity-values';
import { identityValues } from '@/lib/identity/identity-values-schema';
import type { FieldChanges } from './actions';

/** What an entry kept of one side of a change. Pure. */
export type KeptValues = {
  /** The values of that side; an empty one where a field had or got none. */
  values: Partial<IdentityValues>;
  /** Keys of metadata whose values were not kept. */
  hiddenKeys: string[];
};

const someValues = z.partial(identityValues);
const EMPTY: IdentityValues = {
  display_name: '',
  email: '',
  avatar_url: '',
  tags: [],
  metadata_text: '{}',
};

/** The values of an identity before or after a change that is in the log. */
export function keptValues(changes: FieldChanges, side: 'from' | 'to'): KeptValues {
  const fields = IDENTITY_FIELDS.filter((field) => changes[field] !== undefined && !changes[field].hidden);
  const raw = Object.fromEntries(fields.map((field) => [field, changes[field]?.[side] ?? EMPTY[field]]));
  const parsed = someValues.safeParse(raw);
  return { values: parsed.success ? parsed.data : {}, hiddenKeys: changes.metadata_text?.keys ?? [] };
}

/** The fields of an identity whose change can be taken back with what an entry kept. */
export function revertibleFields(changes: FieldChanges): IdentityField[] {
  const { values } = keptValues(changes, 'from');
  return IDENTITY_FIELDS.filter((field) => values[field] !== undefined);
}
