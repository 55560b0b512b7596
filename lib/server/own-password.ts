import 'server-only';
import { passwordFault } from '@/lib/auth/common-passwords';
import type { Operator } from '@/lib/auth/operator';
import { setPassword } from '@/lib/auth/operators';
import { confirmSignIn, endSignIns } from '@/lib/auth/sign-ins';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import { audited } from './audited';
import { authorize } from './authorize';
import { provePassword } from './proof';
import { signInService } from './sign-in-service';
import { store } from './store';

/** What an operator types to get another password. */
export type PasswordChange = { present: string; next: string; endOthers: boolean };

/**
 * Gives the operator another password. Errors: `not-proven` for the present one, `invalid` for the new one.
 *
 * @returns how many other sign-ins were ended with it
 */
export async function changePassword(change: PasswordChange): Promise<Outcome<{ ended: number }>> {
  const operator = await authorize('account');
  if (!operator.ok) return operator;
  if (operator.value.method !== 'password') return failed(NO_PASSWORD);
  return audited(
    operator.value,
    'password.changed',
    { targetId: operator.value.id },
    () => prove(operator.value, change),
    ({ ended }) => (change.endOthers ? { detail: { ended_sign_ins: ended } } : {}),
  );
}

async function prove(
  operator: Operator,
  { present, next, endOthers }: PasswordChange,
): Promise<Outcome<{ ended: number }>> {
  const proven = await provePassword(operator, present);
  if (!proven.ok) return proven;
  const fault =
    next === present
      ? 'This is the password you have. Choose another.'
      : await passwordFault(next, operator.email);
  if (fault !== undefined) return failed({ kind: 'invalid', message: fault, fields: { next: [fault] } });
  const { orm } = await store();
  await setPassword(await signInService(), orm, operator.id, next);
  await confirmSignIn(orm, operator.signInId);
  return succeeded({ ended: endOthers ? await endSignIns(orm, operator.id, operator.signInId) : 0 });
}

/** For operators of the single sign-on. */
export const NO_PASSWORD: AppError = {
  kind: 'forbidden',
  message: 'You sign in through the single sign-on. Password and second factor are looked after there.',
};
