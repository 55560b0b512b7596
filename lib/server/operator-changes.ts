import 'server-only';
import { eq } from 'drizzle-orm';
import type { AuditAction } from '@/lib/audit/actions';
import { lockAdmins } from '@/lib/auth/admins';
import { closeLinksOf } from '@/lib/auth/invitations';
import type { Operator } from '@/lib/auth/operator';
import { refusedDisabling, refusedRoleChange } from '@/lib/auth/operator-rows';
import type { ListedOperator } from '@/lib/auth/operators';
import { operatorWithMethod } from '@/lib/auth/operators';
import type { Role } from '@/lib/auth/permissions';
import { endSignIns } from '@/lib/auth/sign-ins';
import type { Orm } from '@/lib/db/database';
import { operators } from '@/lib/db/operator-tables';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import { audited, type Told } from './audited';
import { authorize } from './authorize';
import { areRolesClaimed } from './operators';
import { settings } from './settings';
import { store } from './store';

/**
 * Changes to other operators. Each needs a recent sign-in, is recorded, and counts from the operator's next request on,
 * as nothing of an operator is kept outside the store. Errors of all: as `authorize`; `invalid` when the operator is
 * gone; `forbidden` with the reason.
 */

/** Gives an operator another role. Whoever stops being an admin keeps no link they have made. */
export function changeRole(id: string, role: Role): Promise<Outcome<{ role: Role }>> {
  return managed(id, 'operator.role-changed', {
    refuse: (target) => refusedRoleChange(target, areRolesClaimed()),
    tell: (target) => ({ changes: { role: { from: target.role, to: role } } }),
    work: async (tx, target) => {
      await tx.update(operators).set({ role, updatedAt: new Date() }).where(eq(operators.id, target.id));
      if (role !== 'admin') await closeLinksOf(tx, target.id);
      return { role };
    },
    takesAdmin: role !== 'admin',
  });
}

/** Keeps an operator out from now on: ends their sign-ins and closes links of theirs. */
export function disableOperator(id: string): Promise<Outcome<{ ended: number }>> {
  return managed(id, 'operator.disabled', {
    refuse: refusedDisabling,
    work: async (tx, target) => {
      const now = new Date();
      await tx
        .update(operators)
        .set({ disabledAt: target.disabledAt ?? now, updatedAt: now })
        .where(eq(operators.id, target.id));
      await closeLinksOf(tx, target.id);
      return { ended: await endSignIns(tx, target.id) };
    },
    takesAdmin: true,
  });
}

/** Lets an operator in again, with the way in that they had. */
export function enableOperator(id: string): Promise<Outcome<null>> {
  return managed(id, 'operator.enabled', {
    work: async (tx, target) => {
      await tx
        .update(operators)
        .set({ disabledAt: null, updatedAt: new Date() })
        .where(eq(operators.id, target.id));
      return null;
    },
  });
}

/** Ends every sign-in of an operator; of one's own, all but the present one. Says how many there were. */
export function endOperatorSignIns(id: string): Promise<Outcome<{ ended: number }>> {
  return managed(id, 'operator.sign-ins-ended', {
    work: async (tx, target, by) => ({
      ended: await endSignIns(tx, target.id, target.self ? by.signInId : undefined),
    }),
  });
}

/** Somebody who is to be changed, as far as that decides whether they can be. */
export type Target = ListedOperator & { self: boolean };

/** The steps of a change that differ. */
type Change<Result> = {
  /** Why this operator cannot be changed so. */
  refuse?: (target: Target) => string | undefined;
  tell?: (target: Target) => Told;
  work: (tx: Orm, target: Target, by: Operator) => Promise<Result>;
  /** Whether an admin is none afterwards. */
  takesAdmin?: boolean;
};

/** Checks, records and makes a change of one operator, in one transaction with what it depends on. */
export async function managed<Result>(
  id: string,
  action: AuditAction,
  { refuse, tell, work, takesAdmin = false }: Change<Result>,
): Promise<Outcome<Result>> {
  const authorized = await authorize('operator.manage', { recent: true });
  if (!authorized.ok) return authorized;
  const by = authorized.value;
  const { orm } = await store();
  const found = await operatorWithMethod(orm, id);
  if (found === undefined) return failed(GONE);
  const target = { ...found, self: found.id === by.id };
  return audited(
    by,
    action,
    { targetId: id, detail: { email: target.email }, ...tell?.(target) },
    async () => {
      const reason = refuse?.(target);
      if (reason !== undefined) return failed(forbidden(reason));
      return orm.transaction(async (tx) => {
        const { PASSWORD_SIGN_IN, OIDC_ISSUER } = settings();
        const admins = await lockAdmins(tx, { password: PASSWORD_SIGN_IN === 'on', issuer: OIDC_ISSUER });
        // Another admin may have taken the role since this request was let in.
        if (!admins.all.includes(by.id)) return failed(forbidden('You are no admin any more.'));
        if (takesAdmin && admins.able.includes(id) && admins.able.length === 1) return failed(LAST_ADMIN);
        return succeeded(await work(tx, target, by));
      });
    },
    (result) => (isCount(result) ? { detail: result } : {}),
  );
}

const forbidden = (message: string): AppError => ({ kind: 'forbidden', message });
const LAST_ADMIN = forbidden(
  'This is the last admin who can sign in. Make somebody else an admin first, or nobody could manage operators any more.',
);
const GONE: AppError = { kind: 'invalid', message: 'There is no such operator any more.', fields: {} };

function isCount(result: unknown): result is { ended: number } {
  return typeof result === 'object' && result !== null && 'ended' in result;
}
