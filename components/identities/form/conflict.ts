import {
  changedFields,
  sameField,
  type IdentityField,
  type IdentityValues,
} from '@/lib/identity/identity-values';
import { withField } from './wanted-values';

/** A save that met a newer change: three versions of the same identity. */
export type Conflict = {
  /** What the form was opened with. */
  opened: IdentityValues;
  /** What the operator wants. */
  mine: IdentityValues;
  /** What is stored now. */
  stored: IdentityValues;
  /** Changed on both sides, to different values: the operator has to choose. */
  fields: IdentityField[];
  /** Changed by the others alone: their value stays. */
  theirs: IdentityField[];
};

/** Which version of a field is kept. */
export type Choice = 'mine' | 'stored';
export type Choices = Partial<Record<IdentityField, Choice>>;

/** Sorts out who changed what. */
export function conflictOf(opened: IdentityValues, mine: IdentityValues, stored: IdentityValues): Conflict {
  const moved = changedFields(opened, stored);
  return {
    opened,
    mine,
    stored,
    fields: moved.filter((field) => !sameField(field, opened, mine) && !sameField(field, mine, stored)),
    theirs: moved.filter((field) => sameField(field, opened, mine)),
  };
}

/**
 * The values to save, on top of what is stored: the operator's own changes, except where `stored` was chosen.
 * A field that is not decided yet keeps the operator's text, so that nothing typed is lost; it cannot be saved.
 */
export function mergedValues({ opened, mine, stored, fields }: Conflict, choices: Choices): IdentityValues {
  let merged = stored;
  for (const field of changedFields(opened, mine)) {
    if (fields.includes(field) && choices[field] === 'stored') continue;
    merged = withField(merged, field, mine);
  }
  return merged;
}

/** The fields that still wait for a choice. */
export function undecidedFields(conflict: Conflict, choices: Choices): IdentityField[] {
  return conflict.fields.filter((field) => choices[field] === undefined);
}
