import 'server-only';
import type { Operator } from '@/lib/auth/operator';
import { confirmSignIn as noteConfirmed } from '@/lib/auth/sign-ins';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import { audited } from './audited';
import { authorize } from './authorize';
import { NO_PASSWORD } from './own-password';
import { provePassword, proveSecondFactor } from './proof';
import { store } from './store';

/** What proves who an operator is: the password, and a code where a second factor is set up. */
export type Proof = { password: string; code?: string | undefined };

/**
 * Confirms who the operator of this sign-in is, so that what needs a recent sign-in can be done. Error: `not-proven`;
 * with `code-needed` the password was right, and both are to be sent together.
 */
export async function confirmSignIn(proof: Proof): Promise<Outcome<null>> {
  const operator = await authorize('account');
  if (!operator.ok) return operator;
  if (operator.value.method !== 'password') return failed(NO_PASSWORD);
  return audited(operator.value, 'sign-in.confirmed', { targetId: operator.value.id }, () =>
    confirmed(operator.value, proof),
  );
}

async function confirmed(operator: Operator, { password, code }: Proof): Promise<Outcome<null>> {
  const proven = await provePassword(operator, password);
  if (!proven.ok) return proven;
  if (operator.secondFactor) {
    if (code === undefined)
      return failed({
        kind: 'not-proven',
        reason: 'code-needed',
        message: 'Give a code of your second factor.',
      });
    const second = await proveSecondFactor(operator, code);
    if (!second.ok) return second;
  }
  const { orm } = await store();
  await noteConfirmed(orm, operator.signInId);
  return succeeded(null);
}
