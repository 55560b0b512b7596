import type { TakeBackPlan } from '@/lib/audit/take-back';
import { combinedTags } from '@/lib/identity/combined-tags';
import type { IdentityField, IdentityValues } from '@/lib/identity/identity-values';
import { undecidedFields, type Choices, type Conflict } from '../form/conflict';
import { differences, type FieldChange } from '../form/field-changes';
import { withField } from '../form/wanted-values';

/** A plan with what was chosen for the fields that moved. */
export type TakeBackChoice = {
  conflict: Conflict;
  /** Fields that still wait for a choice. */
  open: IdentityField[];
  /** Fields that stay as they are stored. */
  leave: IdentityField[];
  /** What was seen stored in fields that are put back although they moved. */
  seen: Partial<IdentityValues>;
  changes: FieldChange[];
};

/** What taking back comes to with these choices. Tags that others added since stay, as on the server. */
export function takeBackChoice(plan: TakeBackPlan, choices: Choices): TakeBackChoice {
  const { wrote, before, stored, fields, moved } = plan;
  const mine = moved.includes('tags')
    ? { ...before, tags: combinedTags(wrote.tags, before.tags, stored.tags) }
    : before;
  const conflict: Conflict = { opened: wrote, mine, stored, fields: moved, theirs: [] };
  let wanted = stored;
  let seen: Partial<IdentityValues> = {};
  for (const field of fields) {
    if (moved.includes(field) && choices[field] !== 'mine') continue;
    wanted = withField(wanted, field, mine);
    if (moved.includes(field)) seen = { ...seen, [field]: stored[field] };
  }
  return {
    conflict,
    open: undecidedFields(conflict, choices),
    leave: moved.filter((field) => choices[field] === 'stored'),
    seen,
    changes: differences(stored, wanted),
  };
}
