import { isWellFormedText } from '@/lib/identity/well-formed-text';
import { ROLES, type Role } from './permissions';

/** What a provider says of a person, verified. */
export type Claims = Readonly<Record<string, unknown>>;

/** How groups of the provider become roles. */
export type RoleRule = {
  /** The claim that holds the groups; dots lead into objects. */
  claim: string;
  /** Roles by group. */
  roles: ReadonlyMap<string, Role>;
};

/** The highest role that a person's groups give; undefined when none of them is known here: they may not get in. */
export function roleFromClaims(claims: Claims, { claim, roles }: RoleRule): Role | undefined {
  const given = claimTexts(claims, claim).map((group) => roles.get(group));
  return ROLES.findLast((role) => given.includes(role));
}

/**
 * The texts of a claim: one that is a text counts as a list of it. A claim of exactly this name goes first (some are
 * addresses, which have dots), then the dots lead into objects: `realm_access.roles`.
 */
export function claimTexts(claims: Claims, name: string): string[] {
  const value = ownMember(claims, name) ?? name.split('.').reduce<unknown>(ownMember, claims);
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
}

function ownMember(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null || Array.isArray(holder)) return undefined;
  return Object.getOwnPropertyDescriptor(holder, name)?.value;
}

/** An email that can be kept, in lower case. */
export function claimedEmail({ email }: Claims): string | undefined {
  if (typeof email !== 'string' || !isWellFormedText(email)) return undefined;
  const bare = email.trim().toLowerCase();
  return bare.length <= 320 && /^[^\s@]+@[^\s@]+$/.test(bare) ? bare : undefined;
}

/**
 * When the person last proved to the provider who they are (`auth_time`, seconds since 1970; OpenID Connect Core, 2).
 * Providers may leave it out where it was not asked for.
 */
export function claimedProof({ auth_time: seconds }: Claims): Date | undefined {
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds < 0) return undefined;
  const at = new Date(Math.floor(seconds) * 1000);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

const NAME_MAX = 200;

/** What to call a person, by the best claim there is; their email when there is none. */
export function claimedName(claims: Claims, email: string): string {
  const both = [claims.given_name, claims.family_name].filter((part) => typeof part === 'string').join(' ');
  for (const name of [claims.name, both, claims.preferred_username])
    if (typeof name === 'string' && isWellFormedText(name) && name.trim() !== '')
      return [...name.trim()].slice(0, NAME_MAX).join('');
  return email;
}
