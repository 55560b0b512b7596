'use server';

import * as z from 'zod/mini';
import type { MadeLink } from '@/lib/auth/operator-rows';
import { ROLES, type Role } from '@/lib/auth/permissions';
import { invitationForm } from '@/lib/auth/operator-forms';
import type { Outcome } from '@/lib/errors/app-error';
import { guardedAction } from '@/lib/server/action';
import * as invitations from '@/lib/server/invitations';
import * as changes from '@/lib/server/operator-changes';

const PERMISSION = 'operator.manage';
const id = z.string().check(z.minLength(1), z.maxLength(100));
const one = z.strictObject({ id });

/** Gives an operator another role. */
export async function changeOperatorRole(input: unknown): Promise<Outcome<{ role: Role }>> {
  return guardedAction(PERMISSION, z.strictObject({ id, role: z.enum(ROLES) }), input, ({ id, role }) =>
    changes.changeRole(id, role),
  );
}

/** Keeps an operator out. */
export async function disableOperator(input: unknown): Promise<Outcome<{ ended: number }>> {
  return guardedAction(PERMISSION, one, input, ({ id }) => changes.disableOperator(id));
}

/** Lets an operator in again. */
export async function enableOperator(input: unknown): Promise<Outcome<null>> {
  return guardedAction(PERMISSION, one, input, ({ id }) => changes.enableOperator(id));
}

/** Ends every sign-in of an operator. */
export async function endOperatorSignIns(input: unknown): Promise<Outcome<{ ended: number }>> {
  return guardedAction(PERMISSION, one, input, ({ id }) => changes.endOperatorSignIns(id));
}

/** Makes a link with which an operator chooses a new password. */
export async function makePasswordLink(input: unknown): Promise<Outcome<MadeLink>> {
  return guardedAction(PERMISSION, one, input, ({ id }) => invitations.makePasswordLink(id));
}

/** Makes a link with which somebody becomes an operator. */
export async function inviteOperator(input: unknown): Promise<Outcome<MadeLink>> {
  return guardedAction(PERMISSION, invitationForm, input, ({ email, role }) =>
    invitations.inviteOperator(email, role),
  );
}

/** Makes a link stop working, by its id. */
export async function withdrawInvitation(input: unknown): Promise<Outcome<null>> {
  return guardedAction(PERMISSION, one, input, ({ id }) => invitations.withdrawInvitation(id));
}
