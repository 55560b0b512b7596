import 'server-only';
import { deviceWords } from '@/lib/auth/device-words';
import type { OwnAccount } from '@/lib/auth/own-account';
import { recoveryCodes } from '@/lib/auth/second-factor';
import { listSignIns } from '@/lib/auth/sign-ins';
import { succeeded, type Outcome } from '@/lib/errors/app-error';
import { authorize } from './authorize';
import { settings } from './settings';
import { signInLife, signInService } from './sign-in-service';
import { store } from './store';

/** The operator's own account, as its page shows it. */
export async function readOwnAccount(): Promise<Outcome<OwnAccount>> {
  const authorized = await authorize('account');
  if (!authorized.ok) return authorized;
  const { id, name, email, role, method, mustFirst, secondFactor: on, signInId } = authorized.value;
  const { orm } = await store();
  const [signIns, codes] = await Promise.all([
    listSignIns(orm, id, signInLife()),
    on ? recoveryCodes(await signInService(), id) : undefined,
  ]);
  return succeeded({
    id,
    name,
    email,
    role,
    method,
    ...(mustFirst && { mustFirst }),
    secondFactor: {
      on,
      required: settings().SECOND_FACTOR === 'required',
      ...(codes && { codesLeft: codes.length }),
    },
    signIns: signIns.map(({ user_agent, ...signIn }) => ({
      ...signIn,
      device: deviceWords(user_agent),
      present: signIn.id === signInId,
    })),
  });
}

/** Who this browser is signed in as, for a page that was made before: it may be somebody else by now. */
export async function whoIsSignedIn(): Promise<Outcome<{ id: string; email: string }>> {
  const operator = await authorize('account');
  return operator.ok ? succeeded({ id: operator.value.id, email: operator.value.email }) : operator;
}
