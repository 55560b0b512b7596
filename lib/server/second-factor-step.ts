import 'server-only';
import { cookieValue, verifiedToken } from '@/lib/auth/sign-in-cookie';
import { authSecrets } from './auth-secrets';
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
