import type { FieldChange, FieldChanges } from '@/lib/audit/actions';
import { keptValues } from '@/lib/audit/kept-values';
import { IDENTITY_FIELDS, type IdentityValues } from '@/lib/identity/identity-values';
import type { ShownChange } from './change-list';
import { differences } from './field-changes';

const BLANK: IdentityValues = {
  display_name: '',
  email: '',
  avatar_url: '',
  tags: [],
  metadata_text: '{}',
};

/** The changes of an entry, field by field: those of an identity first, then whatever else an action changes. */
export function shownChanges(changes: FieldChanges): ShownChange[] {
  const before = { ...BLANK, ...keptValues(changes, 'from').values };
  const after = { ...BLANK, ...keptValues(changes, 'to').values };
  const { metadata_text: metadata } = changes;
  return [
    ...differences(before, after),
    ...(metadata?.hidden === true ? [{ field: 'metadata_text', hidden: metadata.keys ?? [] } as const] : []),
    ...Object.entries(changes)
      .filter(([name]) => !IDENTITY_FIELDS.some((field) => field === name))
      .map(([name, change]) => otherChange(name, change)),
  ];
}

function otherChange(name: string, { from, to }: FieldChange): ShownChange {
  return { field: 'other', label: plainWords(name), before: plainText(from), after: plainText(to) };
}

/** `must_change` or `mustChange` as "Must change". */
export function plainWords(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value of an entry as text. */
export function plainText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return JSON.stringify(value);
}
