import 'server-only';
import { passwordFault } from '@/lib/auth/common-passwords';
import { findLink, spendLink, type FoundLink } from '@/lib/auth/invitations';
import type { LinkPurpose } from '@/lib/auth/link-purpose';
import { addOperator, operatorById, operatorWithMethod, setPassword } from '@/lib/auth/operators';
import { endSignIns } from '@/lib/auth/sign-ins';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import { endEntry, NOT_RECORDED, openedEntry } from './audited';
import { settings } from './settings';
import { signInService } from './sign-in-service';
import { store } from './store';

/**
 * What the holder of a link may do, signed in or not: see what it is for, and use it once. Errors of both: `not-found`
 * with words when the link is unknown, used, withdrawn or over; `forbidden` where nobody signs in by password.
 */

/** What a link is for. Looking does not use it up. */
export async function readLink(token: string): Promise<Outcome<LinkPurpose>> {
  const link = await openLink(token);
  if (!link.ok) return link;
  const { email, role, operatorId } = link.value;
  return succeeded({ email, role, for: operatorId === undefined ? 'joining' : 'password' });
}

/**
 * Uses a link: makes the operator, or sets their password and ends their sign-ins; a second factor stays. In one
 * transaction with closing the link, so that it works once and never half.
 *
 * Errors: also `invalid` when the password breaks a rule; the link still works then.
 */
export async function acceptLink(
  token: string,
  { name, password }: { name: string; password: string },
): Promise<Outcome<{ email: string }>> {
  const found = await openLink(token);
  if (!found.ok) return found;
  const link = found.value;
  if (link.operatorId === undefined && name === '') return failed(fault('name', 'Say what you are called.'));
  const weakness = await passwordFault(password, link.email);
  if (weakness !== undefined) return failed(fault('password', weakness));
  return link.operatorId === undefined
    ? joined(link, name, password)
    : passwordChosen({ ...link, operatorId: link.operatorId }, password);
}

type OpenLink = Extract<FoundLink, { state: 'open' }>;

async function joined(link: OpenLink, name: string, password: string): Promise<Outcome<{ email: string }>> {
  const { id, email, role } = link;
  const entry = await openedEntry({
    action: 'operator.joined',
    typedEmail: email,
    changes: { role: { to: role } },
    detail: { link: id },
  });
  if (entry === undefined) return failed(NOT_RECORDED);
  const { orm } = await store();
  const auth = await signInService();
  const operatorId = await orm.transaction(async (tx) =>
    (await spendLink(tx, id)) ? addOperator(auth, tx, { email, name, role, password }) : undefined,
  );
  await endEntry(entry, 'operator.joined', {
    outcome: operatorId === undefined ? 'failed' : 'done',
    ...(operatorId !== undefined && { targetId: operatorId }),
  });
  return operatorId === undefined ? failed(notWorking('closed')) : succeeded({ email });
}

async function passwordChosen(
  { id, email, operatorId }: OpenLink & { operatorId: string },
  password: string,
): Promise<Outcome<{ email: string }>> {
  const { orm } = await store();
  const [operator, kept] = await Promise.all([
    operatorById(orm, operatorId),
    operatorWithMethod(orm, operatorId),
  ]);
  if (operator === undefined || kept?.method !== 'password' || kept.disabledAt !== null)
    return failed(notWorking('closed'));
  const entry = await openedEntry({
    action: 'password.changed',
    operator,
    targetId: operatorId,
    detail: { link: id },
  });
  if (entry === undefined) return failed(NOT_RECORDED);
  const auth = await signInService();
  const ended = await orm.transaction(async (tx) => {
    if (!(await spendLink(tx, id))) return undefined;
    await setPassword(auth, tx, operatorId, password);
    return endSignIns(tx, operatorId);
  });
  await endEntry(entry, 'password.changed', {
    outcome: ended === undefined ? 'failed' : 'done',
    ...(ended !== undefined && { detail: { ended } }),
  });
  return ended === undefined ? failed(notWorking('closed')) : succeeded({ email });
}

async function openLink(token: string): Promise<Outcome<OpenLink>> {
  if (settings().PASSWORD_SIGN_IN === 'off')
    return failed({
      kind: 'forbidden',
      message: 'Nobody signs in with a password here. Use the single sign-on.',
    });
  const { orm } = await store();
  const found = await findLink(orm, token);
  return found.state === 'open' ? succeeded(found) : failed(notWorking(found.state));
}

const WORDS = {
  unknown:
    'It may have been cut off when it was copied. Copy the whole link again, or ask the admin for another.',
  closed:
    'It was used already, was withdrawn, or a newer one took its place. If that was not you, tell the admin.',
  expired: 'It worked for 72 hours. Ask the admin for another.',
} as const satisfies Record<Exclude<FoundLink['state'], 'open'>, string>;

const notWorking = (state: keyof typeof WORDS): AppError => ({ kind: 'not-found', message: WORDS[state] });
const fault = (field: string, message: string): AppError => ({
  kind: 'invalid',
  message,
  fields: { [field]: [message] },
});
