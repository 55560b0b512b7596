import 'server-only';
import type { BetterAuthPlugin } from 'better-auth';
import { APIError, getOAuthState } from 'better-auth/api';
import { createAuthorizationURL, validateAuthorizationCode, type OAuthProvider } from 'better-auth/oauth2';
import { fetchJson, PROVIDER_LIMIT_MS, ProviderUnavailable, providerDiscovery } from './oidc-discovery';
import type { DiscoveredProvider } from './oidc-discovery';
import type { Claims } from './oidc-claims';
import { userinfoClaims, verifiedClaims } from './oidc-tokens';

/** Name of the provider in the sign-in library, in its addresses and in the store. */
export const SSO_PROVIDER = 'sso';

/** Why somebody who came from the provider is not let in. */
export type SsoRefusal =
  'unreachable' | 'not-verified' | 'no-email' | 'email-taken' | 'no-role' | 'disabled' | 'unavailable';

export type OidcSettings = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  scopes: readonly string[];
  /**
   * Makes sure that there is an operator for a subject, with what the claims say. Only then is a sign-in made, and only
   * for the operator whose key this subject is.
   */
  admit: (subject: string, claims: Claims) => Promise<{ ok: true } | { ok: false; reason: SsoRefusal }>;
  onLog: (message: string) => void;
};

/** The key of an operator who signs in here: issuer and subject. Neither half holds a space. */
export function subjectKey(issuer: string, subject: string): string {
  return `${issuer} ${subject}`;
}

/** What a provider's profile is here: nothing but the key, as everything else is settled in `admit`. */
type Profile = { key: string };

/**
 * Single sign-on by OpenID Connect. The library makes and checks state, nonce and PKCE and makes the sign-in; this is the
 * provider that it asks. Not its own generic one: that reads the discovery document once at its start, without a time
 * limit, and then never again; takes an answer without an ID token; and does not hold the userinfo to the token's subject.
 */
export function singleSignOn(settings: OidcSettings) {
  const discover = providerDiscovery(settings.issuer);
  const provider: OAuthProvider<Profile> = {
    id: SSO_PROVIDER,
    name: SSO_PROVIDER,
    issuer: settings.issuer,
    requiresIdTokenNonce: true,
    // An operator is made by `admit`, never by the library, and never joined to one with the same email.
    disableSignUp: true,
    options: { disableSignUp: true },
    accountSubject: ({ profile }) => profile.key,
    async createAuthorizationURL({ state, codeVerifier, idTokenNonce, redirectURI, additionalParams }) {
      const { authorizationEndpoint } = await orRefuse(settings, discover('fresh'));
      return createAuthorizationURL({
        id: SSO_PROVIDER,
        options: { clientId: settings.clientId, clientSecret: settings.clientSecret },
        authorizationEndpoint,
        state,
        codeVerifier,
        scopes: [...settings.scopes],
        redirectURI,
        ...(idTokenNonce !== undefined && { nonce: idTokenNonce }),
        ...(additionalParams !== undefined && { additionalParams }),
      });
    },
    async validateAuthorizationCode({ code, codeVerifier, redirectURI }) {
      const discovered = await discover('recent');
      return withinLimit(
        validateAuthorizationCode({
          code,
          ...(codeVerifier !== undefined && { codeVerifier }),
          redirectURI,
          options: { clientId: settings.clientId, clientSecret: settings.clientSecret },
          tokenEndpoint: discovered.tokenEndpoint,
          authentication: discovered.clientAuthentication,
        }),
      );
    },
    async getUserInfo({ idToken, accessToken, expectedIdTokenNonce }) {
      const discovered = await orRefuse(settings, discover('recent'));
      const claims = await orRefuse(
        settings,
        claimsOf(settings, discovered, { idToken, accessToken, expectedIdTokenNonce }),
      );
      if (claims === undefined) throw await refusal('not-verified');
      const key = subjectKey(settings.issuer, claims.sub);
      const admitted = await settings.admit(key, claims);
      if (!admitted.ok) throw await refusal(admitted.reason);
      // The library wants an email, and looks nobody up by it: the key is found first.
      return { user: { email: `${SSO_PROVIDER}@desk.invalid`, emailVerified: false }, data: { key } };
    },
  };
  return {
    id: 'single-sign-on',
    init: ({ socialProviders }) => ({ context: { socialProviders: [provider, ...socialProviders] } }),
  } satisfies BetterAuthPlugin;
}

type GivenTokens = {
  idToken: string | undefined;
  accessToken: string | undefined;
  expectedIdTokenNonce: string | undefined;
};

/** The claims of the ID token, with what the userinfo adds; the token's own go first. */
async function claimsOf(
  settings: OidcSettings,
  { keys, userinfoEndpoint }: DiscoveredProvider,
  tokens: GivenTokens,
) {
  const { idToken, accessToken, expectedIdTokenNonce } = tokens;
  if (idToken === undefined || expectedIdTokenNonce === undefined) return undefined;
  const claims = await verifiedClaims(idToken, {
    keys,
    issuer: settings.issuer,
    clientId: settings.clientId,
    nonce: expectedIdTokenNonce,
  });
  if (claims === undefined || userinfoEndpoint === undefined || accessToken === undefined) return claims;
  const added = userinfoClaims(
    await fetchJson(userinfoEndpoint, { Authorization: `Bearer ${accessToken}` }),
    claims.sub,
  );
  return added === undefined ? undefined : { ...added, ...claims };
}

/**
 * A refusal on its way through the library, which answers with this code, and with the address that the attempt named
 * for failures: it knows where the operator wanted to go.
 */
async function refusal(reason: SsoRefusal): Promise<APIError> {
  const state = await getOAuthState();
  return new APIError('FORBIDDEN', { code: reason, message: reason, errorURL: state?.errorURL });
}

async function orRefuse<T>(settings: OidcSettings, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    settings.onLog(`the provider of the single sign-on: ${error.message}`);
    throw await refusal('unreachable');
  }
}

/** The library's request has no time limit of its own. */
async function withinLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ProviderUnavailable('did not answer in time')), PROVIDER_LIMIT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
