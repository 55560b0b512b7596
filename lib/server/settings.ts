import 'server-only';
import * as z from 'zod';
import { isTimeZone } from '@/lib/format/times';
import { withRedacted } from './redacted';
import { keepAddressSecret, keepSecret } from './secrets';
import { isLoopbackHost, setting } from './setting-values';
import { signInSettings, signInSettingsFault } from './sign-in-settings';

/**
 * Every setting, read once and checked at the start. Nothing else reads `process.env`. A setting that is wrong
 * ends the start with one line that names it and says how to mend it.
 */

const optionalText = setting(z.string().trim().optional());

/** A secret travels in headers: visible ASCII only. */
const secret = (name: string) =>
  setting(
    z
      .string()
      .trim()
      .regex(/^[\x21-\x7e]{8,512}$/, `${name} must be 8 to 512 visible ASCII characters without spaces.`)
      .optional(),
  );

const httpUrl = (name: string, example: string) =>
  z.url({
    protocol: /^https?$/,
    abort: true,
    error: `${name} must be a full address, such as ${example}.`,
  });

const settingsSchema = z
  .object({
    ORQ_API_KEY: secret('ORQ_API_KEY'),
    ORQ_API_URL: setting(
      httpUrl('ORQ_API_URL', 'https://api.orq.ai')
        .refine((text) => {
          const url = new URL(text);
          return (
            (url.protocol === 'https:' || isLoopbackHost(url.hostname)) &&
            url.username === '' &&
            url.search === ''
          );
        }, 'ORQ_API_URL must use https (http only on this machine) and carry no user, password or query.')
        .default('https://api.orq.ai'),
    ),
    ORQ_TAG_FILTER: setting(
      z
        .enum(
          ['repeated', 'json'],
          'ORQ_TAG_FILTER must be "repeated" (current hosts) or "json" (hosts before May 2026).',
        )
        .default('repeated'),
    ),
    DATABASE_URL: setting(
      z
        .string()
        .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must start with postgres:// or postgresql://.')
        .optional(),
    ),
    DATA_DIR: setting(z.string().default('.data')),
    EMBEDDED_API_KEY: secret('EMBEDDED_API_KEY'),
    EMBEDDED_API_RATE_LIMIT: setting(
      z
        .string()
        .regex(
          /^[1-9]\d{0,5}$/,
          'EMBEDDED_API_RATE_LIMIT must be a number of requests a minute, from 1 to 999999.',
        )
        .transform(Number)
        .optional(),
    ),
    PORT: setting(
      z
        .string()
        .regex(/^\d{1,5}$/, 'PORT must be a number from 1 to 65535.')
        .transform(Number)
        .refine((port) => port >= 1 && port <= 65_535, 'PORT must be a number from 1 to 65535.')
        .default(3000),
    ),
    HOST: setting(z.string().default('127.0.0.1')),
    APP_URL: setting(
      httpUrl('APP_URL', 'https://desk.example.com')
        .refine(
          (text) => new URL(text).pathname === '/' && new URL(text).search === '',
          'APP_URL must be an origin without a path, such as https://desk.example.com.',
        )
        .optional(),
    ),
    REPORTING_TIME_ZONE: setting(
      z
        .string()
        .refine(isTimeZone, 'REPORTING_TIME_ZONE must be an IANA time zone, such as Europe/Berlin.')
        .default('UTC'),
    ),
    AVATARS: setting(z.enum(['proxy', 'off'], 'AVATARS must be "proxy" or "off".').default('proxy')),
    DEMO_WORKSPACE: setting(
      z.enum(['demo', 'empty', 'huge'], 'DEMO_WORKSPACE must be "demo", "empty" or "huge".').optional(),
    ),
    DEMO_SIZE: setting(
      z
        .string()
        .regex(/^\d{1,7}$/, 'DEMO_SIZE must be a whole number.')
        .transform(Number)
        .optional(),
    ),
    DEMO_NOW: setting(z.iso.datetime('DEMO_NOW must be a time such as 2026-11-20T12:00:00Z.').optional()),
    NODE_ENV: optionalText,
    ...signInSettings,
  })
  .refine((settings) => settings.APP_URL !== undefined || isLoopbackHost(settings.HOST), {
    message:
      'APP_URL is needed when HOST is not this machine itself: set it to the address operators use, such as https://desk.example.com.',
  })
  .superRefine((settings, context) => {
    const message = signInSettingsFault(settings);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

/** The settings as the program uses them. */
export type Settings = z.output<typeof settingsSchema> & {
  /** `orq` proxies to the upstream, `embedded` serves the embedded API. Follows from `ORQ_API_KEY`. */
  mode: 'orq' | 'embedded';
};

/** Settings that hold a secret: shown as `[redacted]` wherever the settings are printed. */
const SECRET_SETTINGS = [
  'ORQ_API_KEY',
  'EMBEDDED_API_KEY',
  'DATABASE_URL',
  'AUTH_SECRET',
  'ADMIN_PASSWORD',
  'OIDC_CLIENT_SECRET',
  'DEMO_PASSWORD',
] as const;

/** Thrown when a setting is missing or wrong. `message` is the one line to print. */
export class SettingsError extends Error {}

/** Checks an environment. Throws `SettingsError`. */
export function parseSettings(environment: Record<string, string | undefined>): Settings {
  const parsed = settingsSchema.safeParse(environment);
  if (!parsed.success) throw new SettingsError(parsed.error.issues[0]?.message ?? 'A setting is wrong.');
  const mode = parsed.data.ORQ_API_KEY === undefined ? 'embedded' : 'orq';
  return withRedacted({ ...parsed.data, mode }, SECRET_SETTINGS);
}

let current: Settings | undefined;

/** The settings of this process. Their secrets are kept out of the log from here on. Throws `SettingsError`. */
export function settings(): Settings {
  return (current ??= withKeptSecrets(parseSettings(process.env)));
}

function withKeptSecrets(parsed: Settings): Settings {
  const { ORQ_API_KEY, EMBEDDED_API_KEY, AUTH_SECRET = [], ADMIN_PASSWORD, OIDC_CLIENT_SECRET } = parsed;
  for (const key of [ORQ_API_KEY, EMBEDDED_API_KEY, ...AUTH_SECRET, ADMIN_PASSWORD, OIDC_CLIENT_SECRET])
    keepSecret(key);
  keepAddressSecret(parsed.DATABASE_URL);
  return parsed;
}

/**
 * The origins operators use. On loopback `localhost`, `127.0.0.1` and `[::1]` with the port count as one.
 */
export function appOrigins({
  APP_URL,
  HOST,
  PORT,
}: Pick<Settings, 'APP_URL' | 'HOST' | 'PORT'>): ReadonlySet<string> {
  if (APP_URL !== undefined && !isLoopbackHost(new URL(APP_URL).hostname))
    return new Set([new URL(APP_URL).origin]);
  const port = APP_URL === undefined ? String(PORT) : new URL(APP_URL).port;
  const hosts = new Set(['localhost', '127.0.0.1', '[::1]']);
  if (APP_URL !== undefined) hosts.add(new URL(APP_URL).hostname);
  else hosts.add(HOST.includes(':') ? `[${HOST.replace(/^\[|\]$/g, '')}]` : HOST);
  return new Set([...hosts].map((host) => new URL(`http://${host}${port === '' ? '' : `:${port}`}`).origin));
}
