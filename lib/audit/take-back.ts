import type { IdentityField, IdentityValues } from '@/lib/identity/identity-values';

/** What taking an entry back would do, as read at this moment. */
export type TakeBackPlan = {
  entry: string;
  identity: { _id: string; external_id: string; name: string };
  fields: IdentityField[];
  /** What the entry wrote, what stood there before, and what is stored now. Whole values, of which `fields` count. */
  wrote: IdentityValues;
  before: IdentityValues;
  stored: IdentityValues;
  /** Fields that were changed again since. */
  moved: IdentityField[];
  /** Keys of metadata that changed too and whose values were not kept. */
  without_metadata: string[];
};

/** Whether an entry is an edit that can be taken back by its kind and end; what was not written needs no undoing. */
export function isEdit({ action, outcome }: { action: string; outcome: string }): boolean {
  return (action === 'identity.edited' || action === 'identity.tagged') && outcome !== 'failed';
}

/** Whether an entry is a deletion after which the identity can be created again. */
export function isDeletion({ action, outcome }: { action: string; outcome: string }): boolean {
  return action === 'identity.deleted' && outcome !== 'failed';
}
