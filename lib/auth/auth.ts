import 'server-only';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { betterAuth } from 'better-auth/minimal';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Orm } from '@/lib/db/database';
import { credentials, operators, secondFactors, signIns, signInSteps } from '@/lib/db/operator-tables';
import { CLIENT_ADDRESS_HEADER } from './client-address';
import { newRecoveryCodes } from './code-text';
import { withHashedTokens } from './hashed-tokens';
import { mayGetIn } from './may-get-in';
import { PASSWORD_MAX } from './password';
import { signInCookie } from './sign-in-cookie';
import { forgetGoodGuess, limitGuessing } from './sign-in-limits';
import { singleSignOn, type OidcSettings } from './single-sign-on';

/** Where the sign-in library lives; the pages' own routes under it are listed in `sign-in-requests.ts`. */
export const AUTH_PATH = '/api/auth';
export const APP_NAME = 'Identity Desk';

export type AuthSettings = {
  /** The first signs, the others still verify. At least one. */
  secrets: readonly string[];
  /** The origin that links and cookies belong to. */
  origin: string;
  /** Every origin that a changing request may come from. */
  origins: readonly string[];
  passwordSignIn: boolean;
  maxHours: number;
  oidc?: OidcSettings;
  onLog: (level: 'info' | 'warn' | 'error', message: string) => void;
};

/**
 * The sign-in library, on our own store. It checks passwords, second factors and the single sign-on, and makes sign-ins;
 * whether one still counts, and what it may do, is decided by `authorize` alone.
 */
export function createAuth(orm: Orm, settings: AuthSettings) {
  const { origin, secrets } = settings;
  const [secret = ''] = secrets;
  return betterAuth({
    appName: APP_NAME,
    baseURL: origin,
    basePath: AUTH_PATH,
    trustedOrigins: [...settings.origins],
    secret,
    // Versions count from the oldest, so that adding a new first secret leaves the others' numbers as they are.
    secrets: secrets.map((value, at) => ({ version: secrets.length - at, value })),
    telemetry: { enabled: false },
    // Its own limits do not see calls from within and lump everybody together without a trusted address.
    rateLimit: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) => settings.onLog(level === 'debug' ? 'info' : level, message),
    },
    database: withHashedTokens(
      drizzleAdapter(orm, {
        provider: 'pg',
        transaction: true,
        schema: {
          user: operators,
          account: credentials,
          session: signIns,
          verification: signInSteps,
          twoFactor: secondFactors,
        },
      }),
    ),
    user: {
      additionalFields: { role: { type: 'string', required: false, input: false, defaultValue: 'viewer' } },
    },
    emailAndPassword: {
      enabled: settings.passwordSignIn,
      disableSignUp: true,
      autoSignIn: false,
      minPasswordLength: 1,
      maxPasswordLength: PASSWORD_MAX,
    },
    account: { accountLinking: { enabled: false }, updateAccountOnSignIn: false },
    verification: { storeIdentifier: 'hashed' },
    session: {
      expiresIn: settings.maxHours * 3600,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    advanced: {
      useSecureCookies: false,
      cookiePrefix: 'desk',
      defaultCookieAttributes: {
        secure: origin.startsWith('https:'),
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
      },
      cookies: { session_token: { name: signInCookie(origin) } },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    // Otherwise each refusal is a line of its own format on the terminal.
    onAPIError: { onError: () => {} },
    hooks: { before: limitGuessing(orm), after: forgetGoodGuess(orm) },
    databaseHooks: {
      session: {
        create: { before: async ({ userId }) => ((await mayGetIn(orm, userId)) ? undefined : false) },
      },
      account: { create: { before: withoutTokens }, update: { before: withoutTokens } },
    },
    plugins: [
      twoFactor({
        issuer: APP_NAME,
        twoFactorCookieMaxAge: 300,
        backupCodeOptions: { customBackupCodesGenerate: newRecoveryCodes },
      }),
      ...(settings.oidc === undefined ? [] : [singleSignOn(settings.oidc)]),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** Nothing here uses the provider's tokens after the sign-in, so none is kept. */
async function withoutTokens(account: object): Promise<{ data: object }> {
  return {
    data: {
      ...account,
      accessToken: null,
      refreshToken: null,
      idToken: null,
      accessTokenExpiresAt: null,
      refreshTokenExpiresAt: null,
    },
  };
}
