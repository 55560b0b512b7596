import 'server-only';
import ipaddr from 'ipaddr.js';
import * as z from 'zod';
import { isRole, ROLES, type Role } from '@/lib/auth/permissions';
import { PASSWORD_MAX, PASSWORD_MIN } from '@/lib/auth/password';
import { isLoopbackHost, setting } from './setting-values';

/** The settings of sign-in (security, section 2). */

const text = setting(z.string().optional());
const wholeNumber = (name: string, unit: string, most: number, otherwise: number) =>
  setting(
    z
      .string()
      .regex(/^[1-9]\d{0,5}$/, `${name} must be a whole number of ${unit}, from 1 to ${most}.`)
      .transform(Number)
      .refine((count) => count <= most, `${name} must be a whole number of ${unit}, from 1 to ${most}.`)
      .default(otherwise),
  );
const onOff = (name: string, otherwise: 'on' | 'off') =>
  setting(z.enum(['on', 'off'], `${name} must be "on" or "off".`).default(otherwise));

/** Secrets that sign: the first signs, the others still verify. */
const authSecret = setting(
  z
    .string()
    .transform((list) => list.split(',').map((part) => part.trim()))
    .refine(
      (secrets) => secrets.every((secret) => Buffer.byteLength(secret) >= 32),
      'AUTH_SECRET must be at least 32 bytes of randomness, such as the output of "openssl rand -base64 32"; a comma separates the present one from former ones.',
    )
    .optional(),
);

const roleMap = setting(
  z
    .string()
    .transform((list) => list.split(',').map((pair) => pair.split('=').map((part) => part.trim())))
    .refine(
      (pairs) => pairs.every(([group, role, ...rest]) => group && isRole(role) && rest.length === 0),
      `OIDC_ROLE_MAP must be a list of group=role, such as "desk-admins=admin,support=editor"; roles are ${ROLES.join(', ')}.`,
    )
    .transform(
      (pairs) =>
        new Map<string, Role>(
          pairs.flatMap(([group = '', role]): [string, Role][] => (isRole(role) ? [[group, role]] : [])),
        ),
    )
    .optional(),
);

const trustedProxies = setting(
  z
    .string()
    .transform((list) =>
      list.split(',').map((part) => {
        const range = part.trim();
        if (ipaddr.isValidCIDR(range)) return range;
        if (!ipaddr.isValid(range)) return undefined;
        return `${range}/${ipaddr.parse(range).kind() === 'ipv4' ? 32 : 128}`;
      }),
    )
    .refine(
      (ranges) => ranges.every((range) => range !== undefined),
      'TRUSTED_PROXIES must be a list of networks, such as "127.0.0.1/32,10.0.0.0/8".',
    )
    .transform((ranges) => ranges.filter((range) => range !== undefined))
    .optional(),
);

export const signInSettings = {
  AUTH_SECRET: authSecret,
  ADMIN_EMAIL: setting(z.email('ADMIN_EMAIL must be an email address.').optional()),
  ADMIN_PASSWORD: setting(
    z
      .string()
      .min(PASSWORD_MIN, `ADMIN_PASSWORD must have ${PASSWORD_MIN} to ${PASSWORD_MAX} characters.`)
      .max(PASSWORD_MAX, `ADMIN_PASSWORD must have ${PASSWORD_MIN} to ${PASSWORD_MAX} characters.`)
      .optional(),
  ),
  OIDC_ISSUER: setting(
    z
      .url({
        protocol: /^https?$/,
        abort: true,
        error: 'OIDC_ISSUER must be a full address, such as https://login.example.com.',
      })
      .refine(
        (issuer) => issuer.startsWith('https:') || isLoopbackHost(new URL(issuer).hostname),
        'OIDC_ISSUER must use https (http only on this machine).',
      )
      .optional(),
  ),
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_LABEL: setting(
    z.string().trim().max(40, 'OIDC_LABEL must have at most 40 characters.').default('SSO'),
  ),
  OIDC_SCOPES: setting(
    z
      .string()
      .regex(/(^| )openid( |$)/, 'OIDC_SCOPES must name openid, such as "openid email profile".')
      .default('openid email profile'),
  ),
  OIDC_ROLE_CLAIM: text,
  OIDC_ROLE_MAP: roleMap,
  PASSWORD_SIGN_IN: onOff('PASSWORD_SIGN_IN', 'on'),
  TRUSTED_PROXIES: trustedProxies,
  SESSION_IDLE_MINUTES: wholeNumber('SESSION_IDLE_MINUTES', 'minutes', 10_080, 60),
  SESSION_MAX_HOURS: wholeNumber('SESSION_MAX_HOURS', 'hours', 720, 12),
  SECOND_FACTOR: setting(
    z.enum(['optional', 'required'], 'SECOND_FACTOR must be "optional" or "required".').default('optional'),
  ),
  AUDIT_METADATA_VALUES: onOff('AUDIT_METADATA_VALUES', 'off'),
  DEMO_PASSWORD: setting(
    z.string().min(PASSWORD_MIN, `DEMO_PASSWORD must have at least ${PASSWORD_MIN} characters.`).optional(),
  ),
};

/** What each of these settings asks of the others; the first that does not hold, in one line. */
export function signInSettingsFault(
  settings: {
    [Name in keyof typeof signInSettings]?: z.output<(typeof signInSettings)[Name]>;
  } & { HOST: string },
): string | undefined {
  const oidc = [settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET];
  const given = oidc.filter((value) => value !== undefined).length;
  if (given !== 0 && given !== oidc.length)
    return 'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET turn on single sign-on together: set all three or none.';
  if (settings.PASSWORD_SIGN_IN === 'off' && given === 0)
    return 'PASSWORD_SIGN_IN=off needs single sign-on: set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, or nobody could get in.';
  if (settings.OIDC_ROLE_MAP !== undefined && settings.OIDC_ROLE_CLAIM === undefined)
    return 'OIDC_ROLE_MAP needs OIDC_ROLE_CLAIM: the name of the claim that holds the groups.';
  if (settings.OIDC_ROLE_CLAIM !== undefined && settings.OIDC_ROLE_MAP === undefined)
    return 'OIDC_ROLE_CLAIM needs OIDC_ROLE_MAP: a list of group=role, such as "desk-admins=admin,support=editor".';
  if (settings.ADMIN_PASSWORD !== undefined && settings.ADMIN_EMAIL === undefined)
    return 'ADMIN_PASSWORD needs ADMIN_EMAIL: the address of the first operator.';
  if (settings.DEMO_PASSWORD !== undefined && !isLoopbackHost(settings.HOST))
    return 'DEMO_PASSWORD makes demo accounts and works only while HOST is this machine itself: unset it.';
  return undefined;
}
