import type { IdentityRow } from '@/lib/identity/identity-record';

/** What the dialogs need to know of an identity: a row has it, and so has its page. */
export type DialogIdentity = Pick<
  IdentityRow,
  '_id' | 'external_id' | 'display_name' | 'email' | 'tags' | 'metrics'
>;
