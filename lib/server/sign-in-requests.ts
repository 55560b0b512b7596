import 'server-only';
import { AUTH_PATH } from '@/lib/auth/auth';
import { isStopping } from './lifecycle';
import { signInByPassword, signInBySecondFactor } from './password-sign-in';
import { settings } from './settings';
import { finishSingleSignOn, startSingleSignOn } from './single-sign-on';
import { signOut } from './sign-out';

type Answerer = (request: Request) => Promise<Response>;

/**
 * The requests under `/api/auth`. Only what this dashboard uses is answered; all else that the sign-in library could do
 * over HTTP is 404 (security, section 2, rule 6).
 */
const ANSWERERS: Record<string, Answerer> = {
  'POST /sign-in/email': signInByPassword,
  'POST /two-factor/verify-totp': signInBySecondFactor,
  'POST /two-factor/verify-backup-code': signInBySecondFactor,
  'POST /sign-in/sso': startSingleSignOn,
  'GET /callback/sso': finishSingleSignOn,
  'POST /sign-out': signOut,
};

/** The roads that PASSWORD_SIGN_IN=off closes. */
const BY_PASSWORD: readonly Answerer[] = [signInByPassword, signInBySecondFactor];

/** Answers a request under `/api/auth`. */
export async function answerSignInRequest(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.slice(AUTH_PATH.length);
  const answerer = ANSWERERS[`${request.method} ${path}`];
  const closed = settings().PASSWORD_SIGN_IN === 'off' && BY_PASSWORD.some((one) => one === answerer);
  if (answerer === undefined || closed) return new Response(null, { status: 404 });
  if (isStopping()) return new Response(null, { status: 503, headers: { 'Retry-After': '5' } });
  return answerer(request);
}
