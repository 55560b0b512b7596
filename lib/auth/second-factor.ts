import 'server-only';
import { isAPIError } from 'better-auth/api';
import type { Auth } from './auth';

/**
 * The second factor of an operator who is signed in: time-based codes of an authenticator app, and recovery codes. The
 * library keeps both encrypted. `headers` carry the operator's sign-in, with the cookie as the library signs it.
 */

/** Makes a new secret that does not count until a code of it was given. Says it as an `otpauth:` address. */
export async function beginSecondFactor(auth: Auth, headers: Headers, password: string): Promise<string> {
  const begun = await auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers });
  if (!('totpURI' in begun) || typeof begun.totpURI !== 'string')
    throw new Error('The sign-in library made no secret for time-based codes.');
  return begun.totpURI;
}

/**
 * Turns the second factor on, by a first code of it. The sign-in is replaced by a new one.
 *
 * @returns the `Set-Cookie` lines that bring the new sign-in to the browser; undefined when the code is wrong
 */
export async function finishSecondFactor(
  auth: Auth,
  headers: Headers,
  code: string,
): Promise<string[] | undefined> {
  return orRefused(async () => {
    const { headers: answered } = await auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true });
    return answered.getSetCookie();
  });
}

/** Turns the second factor off and forgets it. The sign-in is replaced: see `finishSecondFactor`. */
export async function endSecondFactor(auth: Auth, headers: Headers, password: string): Promise<string[]> {
  const { headers: answered } = await auth.api.disableTwoFactor({
    body: { password },
    headers,
    returnHeaders: true,
  });
  return answered.getSetCookie();
}

/** Makes new recovery codes; the former ones stop working. */
export async function replaceRecoveryCodes(
  auth: Auth,
  headers: Headers,
  password: string,
): Promise<string[]> {
  const { backupCodes } = await auth.api.generateBackupCodes({ body: { password }, headers });
  return backupCodes;
}

/** The recovery codes that have not been used. Only for an operator who is signed in, and for counting. */
export async function recoveryCodes(auth: Auth, operatorId: string): Promise<string[]> {
  const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: operatorId } });
  return backupCodes;
}

/** Whether this is a code of the app, or a recovery code, which is then used up. */
export async function isSecondFactor(auth: Auth, headers: Headers, code: string): Promise<boolean> {
  const right = await orRefused(async () => {
    await (isAppCode(code)
      ? auth.api.verifyTOTP({ body: { code }, headers })
      : auth.api.verifyBackupCode({ body: { code, disableSession: true }, headers }));
    return true;
  });
  return right ?? false;
}

/** Whether a text reads like a code of the app: six digits. */
export function isAppCode(code: string): boolean {
  return /^\d{6}$/.test(code);
}

async function orRefused<Result>(ask: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isUnauthorized(error)) return undefined;
    throw error;
  }
}

/** By its name, not its class: the library of this process may have been made by another bundle of this program. */
function isUnauthorized(error: unknown): boolean {
  return isAPIError(error) && error instanceof Error && 'statusCode' in error && error.statusCode === 401;
}
