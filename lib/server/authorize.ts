import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { operatorMay, type Operator } from '@/lib/auth/operator';
import { leastRole, type Permission } from '@/lib/auth/permissions';
import { signInCookie, verifiedToken } from '@/lib/auth/sign-in-cookie';
import { findSignIn, type PresentSignIn } from '@/lib/auth/sign-ins';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import { actingOperator, mayBeActed, type Acting } from './acting-operator';
import { recordRefusal } from './audited';
import { authSecrets } from './auth-secrets';
import { answerWithStatus } from './request-marks';
import { settings } from './settings';
import { ownOrigin } from './own-origin';
import { signInLife } from './sign-in-service';
import { store } from './store';

/** How old the last proof of who somebody is may be for what needs a recent one, in milliseconds. */
const RECENT_MS = 15 * 60_000;

/**
 * The operator of this request, if they may do this. Every function that reads or changes data calls it first; pages
 * and the proxy only choose what to show (security, section 1).
 *
 * Errors: `signed-out`; `forbidden` when the role does not hold the permission, which is audited, or something must be
 * done on the account page first; `confirm-sign-in` when `recent` is asked for and the last proof is too old.
 *
 * @param options `recent`: whether the password or single sign-on must have been given less than 15 minutes ago
 */
export async function authorize(
  permission: Permission,
  { recent = false }: { recent?: boolean } = {},
): Promise<Outcome<Operator>> {
  const acting = actingOperator();
  if (acting !== undefined) return authorizeActing(acting, permission, recent);
  const present = await presentSignIn();
  if (present === undefined) return refused(401, { kind: 'signed-out', message: 'You are signed out.' });
  const { operator, confirmedAt } = present;
  if (operator.mustFirst !== undefined && permission !== 'account')
    return refused(403, { kind: 'forbidden', message: FIRST[operator.mustFirst] });
  if (!operatorMay(operator, permission)) {
    await recordRefusal(operator, permission);
    return refused(403, lacksRole(operator, permission));
  }
  if (recent && Date.now() - confirmedAt.getTime() > RECENT_MS)
    return refused(403, {
      kind: 'confirm-sign-in',
      method: operator.method,
      message: 'This needs a sign-in of the last 15 minutes. Confirm that it is you.',
    });
  return succeeded(operator);
}

/**
 * The same for an item of a job, which no request asks for. The runner has read the operator from the store for this
 * very batch; what needs a recent sign-in was asked for when the job was confirmed, and is refused here.
 */
async function authorizeActing(
  { operator }: Acting,
  permission: Permission,
  recent: boolean,
): Promise<Outcome<Operator>> {
  if (recent || !mayBeActed(permission))
    return failed({ kind: 'forbidden', message: 'A job may not do this in the name of an operator.' });
  if (operatorMay(operator, permission)) return succeeded(operator);
  await recordRefusal(operator, permission);
  return failed(lacksRole(operator, permission));
}

function lacksRole({ role }: Operator, permission: Permission): AppError {
  return {
    kind: 'forbidden',
    message: `Your role, ${role}, does not allow this; it takes ${leastRole(permission)}. An admin can change your role.`,
  };
}

const FIRST = {
  'change-password': 'Choose a password of your own first, on your account page.',
  'set-up-second-factor': 'Set up a second factor first, on your account page.',
} as const satisfies Record<NonNullable<Operator['mustFirst']>, string>;

async function refused(status: 401 | 403, error: AppError): Promise<Outcome<never>> {
  await answerWithStatus(status);
  return failed(error);
}

/** The sign-in of this request, whatever it may do. For the frame of the pages. Read once a request. */
export const presentSignIn = cache(async (): Promise<PresentSignIn | undefined> => {
  const token = await presentToken();
  if (token === undefined) return undefined;
  const { orm } = await store();
  return findSignIn(orm, token, {
    ...signInLife(),
    secondFactorRequired: settings().SECOND_FACTOR === 'required',
  });
});

/**
 * The token in this request's cookie, when it is one of ours. Of the jar, not of the header: an action may have put a
 * new sign-in in it, which the page rendered after it must see.
 */
export async function presentToken(): Promise<string | undefined> {
  const value = (await cookies()).get(signInCookie(ownOrigin()))?.value;
  return value === undefined ? undefined : verifiedToken(value, await authSecrets());
}
