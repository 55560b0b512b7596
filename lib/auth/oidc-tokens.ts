import 'server-only';
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { isWellFormedText } from '@/lib/identity/well-formed-text';
import type { Claims } from './oidc-claims';
import { ProviderUnavailable } from './oidc-discovery';

/** Signatures that need the provider's private key. Never `none`, never one made with a shared secret. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** How far the provider's clock may be from ours, in seconds. */
const CLOCKS_DIFFER = 60;

/** OpenID Connect allows 255 ASCII characters. */
const subject = z
  .string()
  .min(1)
  .max(255)
  .refine((text) => isWellFormedText(text));

const idTokenClaims = z.looseObject({
  sub: subject,
  nonce: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  azp: z.string().optional(),
});

export type VerifiedClaims = Claims & { sub: string };

/**
 * The claims of an ID token that this provider signed for this client and this very sign-in (OpenID Connect Core,
 * 3.1.3.7): signature, issuer, audience, times and nonce. Undefined when any of them is not right. Throws
 * `ProviderUnavailable` when its keys cannot be read.
 */
export async function verifiedClaims(
  idToken: string,
  expected: { keys: JWTVerifyGetKey; issuer: string; clientId: string; nonce: string },
): Promise<VerifiedClaims | undefined> {
  let payload: unknown;
  try {
    ({ payload } = await jwtVerify(idToken, expected.keys, {
      issuer: expected.issuer,
      audience: expected.clientId,
      algorithms: ALGORITHMS,
      requiredClaims: ['sub', 'iat', 'exp', 'nonce'],
      clockTolerance: CLOCKS_DIFFER,
    }));
  } catch (error) {
    if (isAboutToken(error)) return undefined;
    throw new ProviderUnavailable('its keys cannot be read');
  }
  const parsed = idTokenClaims.safeParse(payload);
  if (!parsed.success || parsed.data.nonce !== expected.nonce) return undefined;
  const { aud, azp } = parsed.data;
  // A token for several clients says for which of them it was made.
  if (
    (Array.isArray(aud) && aud.length > 1 && azp === undefined) ||
    (azp ?? expected.clientId) !== expected.clientId
  )
    return undefined;
  return parsed.data;
}

/** What the userinfo says, when it is about the same person as the ID token; else it must not be used. */
export function userinfoClaims(answer: unknown, expectedSubject: string): Claims | undefined {
  const parsed = z.looseObject({ sub: z.literal(expectedSubject) }).safeParse(answer);
  return parsed.success ? parsed.data : undefined;
}

/** Whether the token is at fault, and not the way to the provider's keys. */
function isAboutToken(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return false;
  return error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC';
}
