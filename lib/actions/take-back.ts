'use server';

import * as z from 'zod/mini';
import type { Outcome } from '@/lib/errors/app-error';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { identityValues } from '@/lib/identity/identity-values-schema';
import type { SaveResult } from '@/lib/identity/save-result';
import { guardedAction } from '@/lib/server/action';
import * as back from '@/lib/server/take-back';

const entry = z.string().check(z.minLength(1), z.maxLength(64));
const field = z.enum(['display_name', 'email', 'avatar_url', 'tags', 'metadata_text']);

/** Takes back an edit by its audit entry. */
export async function takeBackEdit(input: unknown): Promise<Outcome<SaveResult>> {
  return guardedAction(
    'identity.write',
    z.strictObject({ entry, leave: z.array(field), seen: z.partial(identityValues) }),
    input,
    (asked) => back.takeBackEdit(asked),
  );
}

/** Creates a deleted identity again by the audit entry of its deletion. The dialog refreshes the page when it closes. */
export async function createAgain(input: unknown): Promise<Outcome<IdentityRecord>> {
  return guardedAction(
    'identity.write',
    z.strictObject({ entry }),
    input,
    (asked) => back.createAgain(asked.entry),
    { refreshAfter: false },
  );
}
