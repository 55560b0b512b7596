'use server';

import * as z from 'zod';
import { PASSWORD_MAX } from '@/lib/auth/password';
import type { NewSecret } from '@/lib/auth/own-account';
import type { Outcome } from '@/lib/errors/app-error';
import { guardedAction } from '@/lib/server/action';
import * as confirming from '@/lib/server/confirm-sign-in';
import * as passwords from '@/lib/server/own-password';
import * as secondFactor from '@/lib/server/own-second-factor';
import * as signIns from '@/lib/server/own-sign-ins';

/** A password as it was typed: never trimmed. Whether a new one will do is said by the server's own rules. */
const typedPassword = z.string().max(PASSWORD_MAX, `A password has at most ${PASSWORD_MAX} characters.`);
const typedCode = z.string().max(64, 'This is too long for a code.');
const onlyPassword = z.strictObject({ password: typedPassword });
const quietly = { refreshAfter: false };

/** Changes the operator's own password. */
export async function changePassword(input: unknown): Promise<Outcome<{ ended: number }>> {
  return guardedAction(
    'account',
    z.strictObject({ present: typedPassword, next: typedPassword, endOthers: z.boolean() }),
    input,
    passwords.changePassword,
  );
}

/** Begins to set up a second factor. */
export async function beginSecondFactor(input: unknown): Promise<Outcome<NewSecret>> {
  return guardedAction(
    'account',
    onlyPassword,
    input,
    ({ password }) => secondFactor.beginSecondFactor(password),
    quietly,
  );
}

/** Turns the second factor on. */
export async function finishSecondFactor(input: unknown): Promise<Outcome<{ codes: string[] }>> {
  return guardedAction('account', z.strictObject({ code: typedCode }), input, ({ code }) =>
    secondFactor.finishSecondFactor(code),
  );
}

/** Turns the second factor off. */
export async function turnOffSecondFactor(input: unknown): Promise<Outcome<null>> {
  return guardedAction('account', onlyPassword, input, ({ password }) =>
    secondFactor.turnOffSecondFactor(password),
  );
}

/** Makes new recovery codes. */
export async function makeRecoveryCodes(input: unknown): Promise<Outcome<{ codes: string[] }>> {
  return guardedAction('account', onlyPassword, input, ({ password }) =>
    secondFactor.makeRecoveryCodes(password),
  );
}

/** Ends one of the operator's other sign-ins. */
export async function endOwnSignIn(input: unknown): Promise<Outcome<{ ended: number }>> {
  return guardedAction('account', z.strictObject({ id: z.string().min(1).max(200) }), input, ({ id }) =>
    signIns.endOwnSignIn(id),
  );
}

/** Ends all of the operator's other sign-ins. */
export async function endOtherSignIns(): Promise<Outcome<{ ended: number }>> {
  return guardedAction('account', z.undefined(), undefined, signIns.endOtherSignIns);
}

/** Confirms who the operator is, for what needs a recent sign-in. */
export async function confirmSignIn(input: unknown): Promise<Outcome<null>> {
  return guardedAction(
    'account',
    z.strictObject({ password: typedPassword, code: typedCode.optional() }),
    input,
    confirming.confirmSignIn,
    quietly,
  );
}
