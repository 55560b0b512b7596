import type { FieldChanges } from '@/lib/audit/actions';
import { invalidInput } from '@/lib/errors/invalid-input';
import { createIdentityForm, editIdentityForm, type CreateIdentityForm } from '@/lib/identity/identity-form';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import {
  changedFields,
  FIELD_LABELS,
  valuesOf,
  type IdentityField,
  type IdentityValues,
} from '@/lib/identity/identity-values';
import { memberOf, withMember, withoutMember } from '@/lib/identity/metadata-member';
import { sameMetadata } from '@/lib/identity/metadata-text';
import { cellJson, type MemberWish, type RowWishes } from './row-wishes';

/** What is to become of a row, by what is stored at this moment. Pure. */
export type RowPlan =
  | { plan: 'create'; form: CreateIdentityForm; planned: FieldChanges }
  | { plan: 'update'; opened: IdentityValues; wanted: Partial<IdentityValues>; planned: FieldChanges }
  | { plan: 'leave' }
  | { plan: 'reject'; reason: string };

const BLANK: IdentityValues = { display_name: '', email: '', avatar_url: '', tags: [], metadata_text: '{}' };

/** @param stored the identity with the row's external id; undefined when there is none */
export function planRow(wishes: RowWishes, stored: IdentityRecord | undefined): RowPlan {
  const opened = stored === undefined ? BLANK : valuesOf(stored);
  const metadata = withMembers(wishes.values.metadata_text ?? opened.metadata_text, wishes.members);
  if ('reason' in metadata) return { plan: 'reject', reason: metadata.reason };
  const asked = { ...opened, ...wishes.values, metadata_text: metadata.text };
  if (stored === undefined) {
    const form = createIdentityForm.safeParse({ external_id: wishes.external_id, ...asked });
    if (!form.success) return { plan: 'reject', reason: reasonOf(invalidInput(form.error)) };
    return { plan: 'create', form: form.data, planned: plannedChanges(BLANK, form.data) };
  }
  const checked = editIdentityForm(opened).safeParse(asked);
  if (!checked.success) return { plan: 'reject', reason: reasonOf(invalidInput(checked.error)) };
  const wanted = checked.data;
  const fields = changedFields(opened, wanted);
  if (fields.length === 0) return { plan: 'leave' };
  return {
    plan: 'update',
    opened,
    wanted: Object.fromEntries(fields.map((field) => [field, wanted[field]])),
    planned: plannedChanges(opened, wanted),
  };
}

function plannedChanges(from: IdentityValues, to: IdentityValues): FieldChanges {
  return Object.fromEntries(
    changedFields(from, to).map((field) => [
      field,
      { ...side('from', from, field), ...side('to', to, field) },
    ]),
  );
}

/** A value of a change; one that is not set is left out. */
function side(name: 'from' | 'to', values: IdentityValues, field: IdentityField): object {
  const value = values[field];
  return value === '' || (field === 'metadata_text' && sameMetadata(values.metadata_text, '{}'))
    ? {}
    : { [name]: value };
}

/** Sets and removes keys; everything else stays byte for byte. */
function withMembers(text: string, members: readonly MemberWish[]): { text: string } | { reason: string } {
  let result = text;
  for (const wish of members) {
    const member = memberOf(result, wish.key);
    if (member.state === 'repeated')
      return { reason: `Metadata: holds “${wish.key}” more than once, so nobody can say which is meant.` };
    if (member.state === 'unreadable') return { reason: 'Metadata: this is not a JSON object.' };
    const present = member.state === 'present' ? member.text : undefined;
    if ('removed' in wish) {
      if (present !== undefined) result = withoutMember(result, wish.key);
      continue;
    }
    const value = 'json' in wish ? wish.json : cellJson(wish.cell, present);
    if (present === undefined || !sameMetadata(present, value)) result = withMember(result, wish.key, value);
  }
  return { text: result };
}

/** The messages of a refused row in one text, each with its field. */
function reasonOf(error: ReturnType<typeof invalidInput>): string {
  const fields = 'fields' in error && error.fields !== undefined ? Object.entries(error.fields) : [];
  if (fields.length === 0) return error.message;
  return fields.map(([field, messages]) => `${labelOf(field)}: ${messages.join(' ')}`).join(' ');
}

function labelOf(field: string): string {
  const known = Object.entries(FIELD_LABELS).find(([name]) => name === field);
  return known?.[1] ?? field;
}

/**
 * Whether a plan does no more than one that was confirmed: each field it changes was shown with the same value before
 * and after. What has come to be as wanted by itself is no change any more.
 */
export function staysWithin(planned: FieldChanges, confirmed: FieldChanges): boolean {
  return Object.entries(planned).every(
    ([field, change]) => JSON.stringify(change) === JSON.stringify(confirmed[field]),
  );
}
