import 'server-only';
import { cookies } from 'next/headers';
import { CLIENT_ADDRESS_HEADER } from '@/lib/auth/client-address';
import { signedToken, signInCookie } from '@/lib/auth/sign-in-cookie';
import { authSecrets } from './auth-secrets';
import { presentToken } from './authorize';
import { ownOrigin } from './own-origin';
import { presentRequest } from './request-marks';
import { settings } from './settings';

/**
 * The headers with which the sign-in library is called for the operator of this request. The cookie is signed anew: the
 * library believes the first secret only, and the browser's may have been signed with a former one.
 */
export async function libraryHeaders(): Promise<Headers> {
  const { headers } = await presentRequest();
  const [token, [secret]] = await Promise.all([presentToken(), authSecrets()]);
  if (token === undefined || secret === undefined)
    throw new Error('The sign-in library is called for somebody who is not signed in.');
  const given = new Headers({
    cookie: `${signInCookie(ownOrigin())}=${encodeURIComponent(signedToken(token, secret))}`,
  });
  for (const name of ['user-agent', CLIENT_ADDRESS_HEADER]) {
    const value = headers.get(name);
    if (value !== null) given.set(name, value);
  }
  return given;
}

/** Gives the browser the sign-in that the library put in the place of the present one. */
export async function keepNewSignIn(setCookies: readonly string[]): Promise<void> {
  const name = signInCookie(ownOrigin());
  for (const line of setCookies) {
    const [pair = ''] = line.split(';');
    if (!pair.startsWith(`${name}=`) || pair === `${name}=`) continue;
    (await cookies()).set({
      name,
      value: decodeURIComponent(pair.slice(name.length + 1)),
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: ownOrigin().startsWith('https:'),
      maxAge: settings().SESSION_MAX_HOURS * 3600,
    });
  }
}
