import 'server-only';
import { eq } from 'drizzle-orm';
import { closeEntry, openEntry } from '@/lib/audit/audit-log';
import { makeLink } from '@/lib/auth/invitations';
import { operatorByEmail, operatorWithMethod } from '@/lib/auth/operators';
import { isRole } from '@/lib/auth/permissions';
import { endSignIns } from '@/lib/auth/sign-ins';
import type { Orm } from '@/lib/db/database';
import { operators, secondFactors } from '@/lib/db/operator-tables';

/** What is done for the operator besides the link. */
export type LetIn = {
  email: string;
  /** Takes their second factor away, which then has to be set up again. */
  withoutSecondFactor: boolean;
  /** Makes them an admin, for when nobody is one. */
  admin: boolean;
};

/** How that ended: a link's token, or why there is none. */
export type LetInEnd =
  { ok: true; token: string; expires: Date } | { ok: false; reason: 'unknown' | 'no-password' };

/**
 * Makes a link for a new password, for whoever runs this program and need not be signed in: their way to the store is
 * what proves who they are. Enables the operator, ends their sign-ins, and is recorded as done here.
 */
export async function letIn(orm: Orm, { email, withoutSecondFactor, admin }: LetIn): Promise<LetInEnd> {
  const known = await operatorByEmail(orm, email);
  const operator = known === undefined ? undefined : await operatorWithMethod(orm, known.id);
  if (operator === undefined) return { ok: false, reason: 'unknown' };
  if (operator.method !== 'password') return { ok: false, reason: 'no-password' };
  const role = admin || !isRole(operator.role) ? 'admin' : operator.role;
  const entry = await openEntry(orm, {
    action: 'operator.password-link',
    targetId: operator.id,
    ...(role !== operator.role && { changes: { role: { from: operator.role, to: role } } }),
    detail: {
      email: operator.email,
      from: 'command line',
      ...(withoutSecondFactor && { second_factor: 'removed' }),
      ...(operator.disabledAt !== null && { enabled: true }),
    },
  });
  const made = await orm.transaction(async (tx) => {
    await tx
      .update(operators)
      .set({
        role,
        disabledAt: null,
        ...(withoutSecondFactor && { twoFactorEnabled: false }),
        updatedAt: new Date(),
      })
      .where(eq(operators.id, operator.id));
    if (withoutSecondFactor) await tx.delete(secondFactors).where(eq(secondFactors.userId, operator.id));
    await endSignIns(tx, operator.id);
    return makeLink(tx, { email: operator.email, role, operatorId: operator.id, invitedBy: operator.id });
  });
  await closeEntry(orm, entry, { outcome: 'done' });
  return { ok: true, token: made.token, expires: made.expires };
}
