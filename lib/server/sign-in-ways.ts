import 'server-only';
import type { SignInWays } from '@/lib/auth/sign-in-ways';
import { settings } from './settings';

/** The ways in that this dashboard is set up for. */
export function signInWays(): SignInWays {
  const { DEMO_PASSWORD, OIDC_ISSUER, OIDC_LABEL, PASSWORD_SIGN_IN } = settings();
  return {
    password: PASSWORD_SIGN_IN === 'on',
    ...(OIDC_ISSUER !== undefined && { sso: OIDC_LABEL }),
    demo: DEMO_PASSWORD !== undefined,
  };
}
