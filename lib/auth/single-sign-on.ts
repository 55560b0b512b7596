import 'server-only';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import type { Role } from './permissions';

export type OidcSettings = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  scopes: readonly string[];
  /** The role for a claim set, or undefined when nobody with these claims may get in. */
  roleOf: (claims: Record<string, unknown>) => Role | undefined;
};

export const SSO_PROVIDER = 'sso';

/** Single sign-on by OpenID Connect. */
export function singleSignOn({ issuer, clientId, clientSecret, scopes }: OidcSettings) {
  return genericOAuth({
    config: [
      {
        providerId: SSO_PROVIDER,
        discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        scopes: [...scopes],
        pkce: true,
        requireIdTokenVerification: true,
        overrideUserInfo: true,
      },
    ],
  });
}
