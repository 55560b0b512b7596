import 'server-only';
import type { Operator } from '@/lib/auth/operator';
import { endSignIn, endSignIns } from '@/lib/auth/sign-ins';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import { audited } from './audited';
import { authorize } from './authorize';
import { store } from './store';

/** Ends one of the operator's own sign-ins, but the present one: that is signing out. One that is gone counts as ended. */
export async function endOwnSignIn(id: string): Promise<Outcome<{ ended: number }>> {
  return ending({ sign_in: id }, async (operator) => {
    if (id === operator.signInId)
      return failed({ kind: 'forbidden', message: 'This is the sign-in you use. Sign out to end it.' });
    const { orm } = await store();
    return succeeded({ ended: (await endSignIn(orm, operator.id, id)) ? 1 : 0 });
  });
}

/** Ends all of the operator's own sign-ins but the present one. */
export async function endOtherSignIns(): Promise<Outcome<{ ended: number }>> {
  return ending({ all_others: true }, async (operator) => {
    const { orm } = await store();
    return succeeded({ ended: await endSignIns(orm, operator.id, operator.signInId) });
  });
}

async function ending(
  detail: Record<string, unknown>,
  work: (operator: Operator) => Promise<Outcome<{ ended: number }>>,
): Promise<Outcome<{ ended: number }>> {
  const operator = await authorize('account');
  if (!operator.ok) return operator;
  return audited(
    operator.value,
    'sign-in.ended',
    { targetId: operator.value.id, detail },
    () => work(operator.value),
    ({ ended }) => ({ detail: { ended_sign_ins: ended } }),
  );
}
