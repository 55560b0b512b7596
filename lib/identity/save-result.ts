import type { IdentityRecord } from './identity-record';
import type { IdentityField } from './identity-values';

/** A field that the upstream stored otherwise than asked, although it answered with success (contract, Update). */
export type KeptField = { field: IdentityField; reason: 'not-cleared' | 'different' };

/** How a save ended. */
export type SaveResult =
  /** Stored. `kept` names fields that did not take the asked value; `merged` those that someone else changed meanwhile. */
  | {
      status: 'saved';
      identity: IdentityRecord;
      kept: KeptField[];
      merged: IdentityField[];
      /** The audit entry by which it can be taken back; absent when nothing was written, or nothing of it can be. */
      entry?: string;
    }
  /** Someone else changed the same fields since the form was opened. Nothing was written. */
  | { status: 'changed-meanwhile'; current: IdentityRecord; fields: IdentityField[] };
