import 'server-only';
import * as z from 'zod';
import { codeOf } from '@/lib/auth/code-text';
import { operatorByEmail, operatorById, type KnownOperator } from '@/lib/auth/operators';
import { safeNext } from '@/lib/auth/safe-next';
import { isAppCode } from '@/lib/auth/second-factor';
import { SIGN_IN_STATUS, type SignInAnswer } from '@/lib/auth/sign-in-answer';
import { forgetEndedSignIns } from '@/lib/auth/sign-ins';
import { takeCode } from '@/lib/auth/used-codes';
import { endEntry, openedEntry } from './audited';
import { endPresentSignIn } from './sign-out';
import { codeRequest, pendingOperatorId } from './second-factor-step';
import { signInLife, signInService } from './sign-in-service';
import { store } from './store';

/**
 * The two steps of signing in with a password. Both go through the sign-in library, are recorded, and are answered with
 * no more than a page may know: JSON, or a redirect where the form was sent without JavaScript.
 */

/** Email and password. */
export async function signInByPassword(request: Request): Promise<Response> {
  const sent = await sentForm(request.clone());
  const email = sent.email?.trim() ?? '';
  const { orm } = await store();
  const operator = await operatorByEmail(orm, email);
  await forgetEndedSignIns(orm, signInLife());
  const auth = await signInService();
  return recorded(
    sent,
    'sign-in',
    { ...(operator === undefined ? { typedEmail: email.slice(0, 320) } : { operator }) },
    () => auth.handler(request),
  );
}

/**
 * A code of the second factor, or a recovery code: which of them is seen by how it is written. A code of the app counts
 * once, also while its time lasts.
 */
export async function signInBySecondFactor(request: Request): Promise<Response> {
  const sent = await sentForm(request.clone());
  const id = await pendingOperatorId(request.headers);
  const { orm } = await store();
  const operator = id === undefined ? undefined : await operatorById(orm, id);
  const code = codeOf(sent.code ?? '');
  const auth = await signInService();
  return recorded(sent, 'sign-in.second-factor', { ...(operator && { operator }) }, async () => {
    const taken = operator !== undefined && isAppCode(code) && !(await takeCode(orm, operator.id, code));
    return taken ? new Response(null, { status: 401 }) : auth.handler(codeRequest(request, code));
  });
}

async function recorded(
  sent: SentForm,
  action: 'sign-in' | 'sign-in.second-factor',
  who: { operator?: KnownOperator; typedEmail?: string },
  ask: () => Promise<Response>,
): Promise<Response> {
  const entry = await openedEntry({ action, ...who });
  if (entry === undefined) return answered(sent, action, { status: 'unavailable' });
  const given = await ask();
  const answer = await answerOf(given);
  await endEntry(entry, action, {
    outcome: answer.status === 'signed-in' || answer.status === 'second-factor' ? 'done' : 'failed',
    ...(answer.status !== 'signed-in' && { detail: { result: answer.status } }),
  });
  // A new sign-in takes the place of the one this browser had.
  if (answer.status === 'signed-in') await endPresentSignIn();
  return answered(sent, action, answer, given.headers.getSetCookie());
}

const body = z.object({
  email: z.string().optional(),
  code: z.string().max(64).optional(),
  next: z.string().optional(),
});
type SentForm = z.infer<typeof body> & { native: boolean };

/** What was sent, as far as it is of use here. The password stays with the library. */
async function sentForm(request: Request): Promise<SentForm> {
  const native =
    request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false;
  const sent: unknown = native
    ? Object.fromEntries(new URLSearchParams(await request.text()))
    : await request.json().catch(() => undefined);
  const parsed = body.safeParse(sent);
  return parsed.success ? { ...parsed.data, native } : { native };
}

const libraryAnswer = z.object({ twoFactorRedirect: z.boolean().optional(), code: z.string().optional() });

/** The library's answer, without its token and its finer reasons, which would tell accounts apart. */
async function answerOf(given: Response): Promise<SignInAnswer> {
  const parsed = libraryAnswer.safeParse(await given.json().catch(() => undefined));
  const { twoFactorRedirect, code } = parsed.success ? parsed.data : {};
  if (given.ok) return { status: twoFactorRedirect ? 'second-factor' : 'signed-in' };
  if (given.status === 429)
    return { status: 'too-many', retry_after: Number(given.headers.get('retry-after') ?? 900) };
  if (code === 'INVALID_TWO_FACTOR_COOKIE' || code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE')
    return { status: 'start-over' };
  return given.status >= 500 ? { status: 'unavailable' } : { status: 'refused' };
}

function answered(
  { native, next }: SentForm,
  step: 'sign-in' | 'sign-in.second-factor',
  answer: SignInAnswer,
  cookies: readonly string[] = [],
): Response {
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  if (answer.status === 'too-many') headers.set('Retry-After', String(answer.retry_after));
  if (!native) return Response.json(answer, { status: SIGN_IN_STATUS[answer.status], headers });
  headers.set('Location', answer.status === 'signed-in' ? safeNext(next) : signInAddress(step, answer, next));
  return new Response(null, { status: 303, headers });
}

/** The sign-in page, told how the attempt ended. */
function signInAddress(
  step: 'sign-in' | 'sign-in.second-factor',
  answer: SignInAnswer,
  next: string | undefined,
): string {
  const wrongCode = step === 'sign-in.second-factor' && answer.status === 'refused';
  const query = new URLSearchParams({ result: wrongCode ? 'wrong-code' : answer.status });
  if (answer.status === 'too-many') query.set('wait', String(answer.retry_after));
  if (safeNext(next) !== '/') query.set('next', safeNext(next));
  return `/sign-in?${query}`;
}
