import 'server-only';
import { AUTH_PATH } from '@/lib/auth/auth';
import { isAppCode } from '@/lib/auth/second-factor';
import { cookieValue, signInCookie, verifiedToken } from '@/lib/auth/sign-in-cookie';
import { authSecrets } from './auth-secrets';
import { ownOrigin } from './own-origin';
import { signInService } from './sign-in-service';

/** Who has given a password and is now asked for a code; undefined when nobody is, or the time for it is over. */
export async function pendingOperatorId(headers: Headers): Promise<string | undefined> {
  const auth = await signInService();
  const { createAuthCookie, internalAdapter } = await auth.$context;
  const value = cookieValue(headers.get('cookie'), createAuthCookie('two_factor').name);
  const step = value === undefined ? undefined : verifiedToken(value, await authSecrets());
  if (step === undefined) return undefined;
  const found = await internalAdapter.findVerificationValue(step);
  return found === null || found.expiresAt < new Date() ? undefined : found.value;
}

/**
 * The second step as the library is asked for it. Only the code goes in: what else a caller may send, such as a wish to be
 * trusted for a month, is no part of this dashboard. Without a sign-in that the browser may still have, too: for somebody
 * who is signed in the library would check a code without limit, and turn on a second factor that is being set up.
 */
export function codeRequest(request: Request, code: string): Request {
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  headers.set('content-type', 'application/json');
  const present = `${signInCookie(ownOrigin())}=`;
  const cookies = (headers.get('cookie') ?? '').split(/;\s*/).filter((pair) => !pair.startsWith(present));
  headers.set('cookie', cookies.join('; '));
  const path = isAppCode(code) ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code';
  return new Request(new URL(`${AUTH_PATH}${path}`, request.url), {
    method: 'POST',
    headers,
    body: JSON.stringify({ code }),
  });
}
