import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The name of the sign-in cookie. `__Host-` binds it to this host, https and the root path; plain http cannot. There the
 * port is in the name, as browsers share cookies between the ports of a host: a demo does not sign out what runs beside it.
 */
export function signInCookie(origin: string): string {
  const { protocol, port } = new URL(origin);
  return protocol === 'https:' ? '__Host-desk' : `desk-${port === '' ? 80 : port}`;
}

/** The signed value of the sign-in cookie, as the sign-in library makes and reads it: `{token}.{base64 HMAC}`. */
export function signedToken(token: string, secret: string): string {
  return `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`;
}

/** The token of a cookie value (decoded), when one of the secrets signed it. */
export function verifiedToken(value: string, secrets: readonly string[]): string | undefined {
  const dot = value.lastIndexOf('.');
  if (dot < 1) return undefined;
  const token = value.slice(0, dot);
  const given = Buffer.from(value);
  return secrets.some((secret) => {
    const expected = Buffer.from(signedToken(token, secret));
    return expected.length === given.length && timingSafeEqual(expected, given);
  })
    ? token
    : undefined;
}

/** The decoded value of one cookie in a `Cookie` header. */
export function cookieValue(header: string | null, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key = '', ...rest] = pair.trim().split('=');
    if (key !== name) continue;
    try {
      return decodeURIComponent(rest.join('='));
    } catch {
      return undefined;
    }
  }
  return undefined;
}
