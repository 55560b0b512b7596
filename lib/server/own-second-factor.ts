import 'server-only';
import { encode } from 'uqr';
import type { AuditAction } from '@/lib/audit/actions';
import { codeOf } from '@/lib/auth/code-text';
import type { Operator } from '@/lib/auth/operator';
import type { NewSecret } from '@/lib/auth/own-account';
import {
  beginSecondFactor as begin,
  endSecondFactor,
  finishSecondFactor as finish,
  isAppCode,
  recoveryCodes,
  replaceRecoveryCodes,
} from '@/lib/auth/second-factor';
import { takeCode } from '@/lib/auth/used-codes';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import { audited } from './audited';
import { authorize } from './authorize';
import { keepNewSignIn, libraryHeaders } from './library-headers';
import { NO_PASSWORD } from './own-password';
import { provePassword, withinLimit, WRONG_CODE } from './proof';
import { settings } from './settings';
import { signInService } from './sign-in-service';
import { store } from './store';

/** The second factor of the operator's own account. Errors: `not-proven`, and `forbidden` where it does not apply. */

/** Makes a secret, after the password. Nothing changes for the operator until a code of it was given. */
export async function beginSecondFactor(password: string): Promise<Outcome<NewSecret>> {
  return changed('second-factor.begun', 'off', async (operator) => {
    const proven = await provePassword(operator, password);
    if (!proven.ok) return proven;
    const address = await begin(await signInService(), await libraryHeaders(), password);
    return succeeded({
      address,
      secret: new URL(address).searchParams.get('secret') ?? '',
      picture: pictureOf(address),
    });
  });
}

/** Turns it on by a first code, and tells the recovery codes. The sign-in is replaced by a new one. */
export async function finishSecondFactor(typed: string): Promise<Outcome<{ codes: string[] }>> {
  return changed('second-factor.turned-on', 'off', async (operator) => {
    const auth = await signInService();
    const { orm } = await store();
    const code = codeOf(typed);
    let newSignIn: string[] | undefined;
    const proven = await withinLimit(operator, WRONG_CODE, async () => {
      if (!isAppCode(code) || !(await takeCode(orm, operator.id, code))) return false;
      newSignIn = await finish(auth, await libraryHeaders(), code);
      return newSignIn !== undefined;
    });
    if (!proven.ok) return proven;
    await keepNewSignIn(newSignIn ?? []);
    return succeeded({ codes: await recoveryCodes(auth, operator.id) });
  });
}

/** Turns it off, after the password. The sign-in is replaced by a new one. */
export async function turnOffSecondFactor(password: string): Promise<Outcome<null>> {
  return changed('second-factor.turned-off', 'on', async (operator) => {
    if (settings().SECOND_FACTOR === 'required') return failed(REQUIRED);
    const proven = await provePassword(operator, password);
    if (!proven.ok) return proven;
    await keepNewSignIn(await endSecondFactor(await signInService(), await libraryHeaders(), password));
    return succeeded(null);
  });
}

/** Makes new recovery codes, after the password; the former ones stop working. */
export async function makeRecoveryCodes(password: string): Promise<Outcome<{ codes: string[] }>> {
  return changed('second-factor.new-codes', 'on', async (operator) => {
    const proven = await provePassword(operator, password);
    if (!proven.ok) return proven;
    const codes = await replaceRecoveryCodes(await signInService(), await libraryHeaders(), password);
    return succeeded({ codes });
  });
}

async function changed<Result>(
  action: AuditAction,
  needs: 'on' | 'off',
  work: (operator: Operator) => Promise<Outcome<Result>>,
): Promise<Outcome<Result>> {
  const authorized = await authorize('account');
  if (!authorized.ok) return authorized;
  const operator = authorized.value;
  return audited(operator, action, { targetId: operator.id }, async () => {
    if (operator.method !== 'password') return failed(NO_PASSWORD);
    // First a password of one's own: a secret made with a printed one would be whoever's read it.
    if (operator.mustFirst === 'change-password')
      return failed({ kind: 'forbidden', message: 'Choose a password of your own first.' });
    if (operator.secondFactor !== (needs === 'on'))
      return failed({
        kind: 'invalid',
        fields: {},
        message: `Your second factor is ${needs === 'on' ? 'off' : 'on'} already.`,
      });
    return work(operator);
  });
}

const REQUIRED: AppError = {
  kind: 'forbidden',
  message: 'Everybody who signs in with a password needs a second factor here (SECOND_FACTOR=required).',
};

/** A QR code as squares of one path: it needs neither an image nor styles, which the content policy would block. */
function pictureOf(address: string): NewSecret['picture'] {
  const { size, data } = encode(address, { border: 2 });
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return { size, path };
}
