import 'server-only';
import { createAuth, type Auth } from '@/lib/auth/auth';
import type { SignInLife } from '@/lib/auth/sign-ins';
import { admitSsoOperator } from './admit-sso-operator';
import { authSecrets } from './auth-secrets';
import { logEvent } from './log';
import { ownOrigin } from './own-origin';
import { openedOnce } from './process-wide';
import { appOrigins, settings } from './settings';
import { store } from './store';

/** The sign-in library with this process's settings and store. Made at first use: the build must not open a store. */
export function signInService(): Promise<Auth> {
  return openedOnce('sign-in-service', async () => {
    const { orm } = await store();
    return createAuth(orm, await authSettings());
  });
}

async function authSettings() {
  const {
    OIDC_CLIENT_ID,
    OIDC_CLIENT_SECRET,
    OIDC_ISSUER,
    OIDC_SCOPES,
    PASSWORD_SIGN_IN,
    SESSION_MAX_HOURS,
  } = settings();
  const singleSignOn =
    OIDC_ISSUER !== undefined && OIDC_CLIENT_ID !== undefined && OIDC_CLIENT_SECRET !== undefined;
  return {
    secrets: await authSecrets(),
    origin: ownOrigin(),
    origins: [...appOrigins(settings())],
    passwordSignIn: PASSWORD_SIGN_IN === 'on',
    maxHours: SESSION_MAX_HOURS,
    ...(singleSignOn && {
      oidc: {
        issuer: OIDC_ISSUER,
        clientId: OIDC_CLIENT_ID,
        clientSecret: OIDC_CLIENT_SECRET,
        scopes: OIDC_SCOPES.split(' ').filter((scope) => scope !== ''),
        admit: admitSsoOperator,
        onLog: (message: string) => logEvent('warn', 'single-sign-on', { issue: message }),
      },
    }),
    onLog: (level: 'info' | 'warn' | 'error', message: string) =>
      logEvent(level, 'sign-in-library', { issue: message }),
  };
}

/** How long sign-ins live here. */
export function signInLife(): SignInLife {
  const { SESSION_IDLE_MINUTES, SESSION_MAX_HOURS } = settings();
  return { idleMinutes: SESSION_IDLE_MINUTES, maxHours: SESSION_MAX_HOURS };
}
