'use server';

import * as z from 'zod/mini';
import type { Outcome } from '@/lib/errors/app-error';
import { createIdentityForm } from '@/lib/identity/identity-form';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { identityValues } from '@/lib/identity/identity-values-schema';
import type { SaveResult } from '@/lib/identity/save-result';
import { guardedAction } from '@/lib/server/action';
import * as changes from '@/lib/server/identity-changes';

/** Creates an identity from the create form. */
export async function createIdentity(input: unknown): Promise<Outcome<IdentityRecord>> {
  return guardedAction('identity.write', createIdentityForm, input, (form) => changes.createIdentity(form));
}

const someValues = z.partial(identityValues);
const saveInput = z.strictObject({
  id: z.string().check(z.minLength(1)),
  opened: someValues,
  values: someValues,
});

/** Saves an edit: the values it was opened with, and those wanted. Fields left out are not touched. */
export async function saveIdentity(input: unknown): Promise<Outcome<SaveResult>> {
  return guardedAction('identity.write', saveInput, input, ({ id, opened, values }) =>
    changes.saveIdentity(id, opened, values),
  );
}

/** Deletes an identity by `_id`. */
export async function deleteIdentity(input: unknown): Promise<Outcome<{ deleted: string }>> {
  return guardedAction(
    'identity.delete',
    z.strictObject({ id: z.string().check(z.minLength(1)) }),
    input,
    ({ id }) => changes.deleteIdentity(id),
  );
}
