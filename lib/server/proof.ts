import 'server-only';
import { TRUSTED_ADDRESS_HEADER } from '@/lib/auth/client-address';
import { codeOf } from '@/lib/auth/code-text';
import type { Operator } from '@/lib/auth/operator';
import { isPassword } from '@/lib/auth/operators';
import { isAppCode, isSecondFactor } from '@/lib/auth/second-factor';
import { countAttempt, forgetAttempt } from '@/lib/auth/sign-in-limits';
import { takeCode } from '@/lib/auth/used-codes';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import { libraryHeaders } from './library-headers';
import { presentRequest } from './request-marks';
import { signInService } from './sign-in-service';
import { store } from './store';

/**
 * Proofs of who an operator is, asked for again while they are signed in. They count against the same limit as signing
 * in does: a browser that was left open is no place to guess at leisure. Error: `not-proven`.
 */

/** The operator's present password. */
export async function provePassword(operator: Operator, password: string): Promise<Outcome<null>> {
  return withinLimit(operator, WRONG_PASSWORD, async () => {
    const { orm } = await store();
    return isPassword(await signInService(), orm, operator.id, password);
  });
}

/** A code of the operator's second factor that was not used before, or a recovery code, which is then used up. */
export async function proveSecondFactor(operator: Operator, typed: string): Promise<Outcome<null>> {
  return withinLimit(operator, WRONG_CODE, async () => {
    const { orm } = await store();
    const code = codeOf(typed);
    if (isAppCode(code) && !(await takeCode(orm, operator.id, code))) return false;
    return isSecondFactor(await signInService(), await libraryHeaders(), code);
  });
}

/** Runs a check of something that could be guessed, if the account's limit allows one more. */
export async function withinLimit(
  operator: Operator,
  wrong: AppError,
  check: () => Promise<boolean>,
): Promise<Outcome<null>> {
  const { orm } = await store();
  const { headers } = await presentRequest();
  const limited = await countAttempt(orm, operator.email, headers.get(TRUSTED_ADDRESS_HEADER) ?? undefined);
  if (limited !== undefined) return failed(tooMany(limited.retryAfter));
  if (!(await check())) return failed(wrong);
  await forgetAttempt(orm, operator.email);
  return succeeded(null);
}

const WRONG_PASSWORD: AppError = {
  kind: 'not-proven',
  reason: 'password',
  message: 'This is not your present password.',
};

export const WRONG_CODE: AppError = {
  kind: 'not-proven',
  reason: 'code',
  message:
    'This code is not right, or was used already. Codes change every 30 seconds: take the present one.',
};

function tooMany(seconds: number): AppError {
  const wait =
    seconds < 120
      ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
      : `${Math.ceil(seconds / 60)} minutes`;
  return { kind: 'not-proven', reason: 'too-many', message: `Too many attempts. Try again in ${wait}.` };
}
