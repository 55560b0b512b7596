import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { closeLinksOf } from '@/lib/auth/invitations';
import { claimedEmail, claimedName, claimedProof, roleFromClaims, type Claims } from '@/lib/auth/oidc-claims';
import type { Role } from '@/lib/auth/permissions';
import type { SsoRefusal } from '@/lib/auth/single-sign-on';
import {
  addSsoOperator,
  followProvider,
  isEmailOfAnother,
  isWithoutAdmin,
  operatorByKey,
  type SsoOperator,
  type SsoProfile,
} from '@/lib/auth/sso-operators';
import { endEntry, openedEntry } from './audited';
import { processWide } from './process-wide';
import { settings } from './settings';
import { store } from './store';

/** What becomes known of a sign-in while the library works on it. */
export type SsoAttempt = {
  /** Its entry in the audit log, opened as soon as it is known who came. */
  entry?: string;
  /** The operator, when this made one. */
  added?: string;
  /** When they proved to the provider who they are, if it says so. */
  provenAt?: Date;
};

/**
 * The attempt of the present request: the library calls `admitSsoOperator` and can carry nothing through. Once in the
 * process, as the library is: it was made in another bundle than the one that answers the request.
 */
export const ssoAttempt = () => processWide('sso-attempt', () => new AsyncLocalStorage<SsoAttempt>());

type Admission = { ok: true } | { ok: false; reason: SsoRefusal };
const refused = (reason: SsoRefusal): Admission => ({ ok: false, reason });

/**
 * Decides whether somebody whom the provider vouches for gets in, and makes or updates their operator. Who they are is
 * issuer and subject alone; an email that another operator has is a refusal, never a link (security, section 2).
 *
 * @param key issuer and subject
 * @param claims verified
 */
export async function admitSsoOperator(key: string, claims: Claims): Promise<Admission> {
  const { orm } = await store();
  const known = await operatorByKey(orm, key);
  const email = claimedEmail(claims);
  const entry = await openedEntry({
    action: 'sign-in',
    ...(known !== undefined ? { operator: known } : email !== undefined && { typedEmail: email }),
    detail: { method: 'sso' },
  });
  if (entry === undefined) return refused('unavailable');
  const attempt = ssoAttempt().getStore();
  const provenAt = claimedProof(claims);
  if (attempt !== undefined) Object.assign(attempt, { entry, provenAt });

  if (email === undefined) return refused('no-email');
  if (known?.disabled === true) return refused('disabled');
  const profile = { email, emailVerified: claims.email_verified === true, name: claimedName(claims, email) };
  const role = await givenRole(profile, claims, known);
  if (role === undefined) return refused('no-role');
  if (await isEmailOfAnother(orm, email, known?.id)) return refused('email-taken');
  if (known !== undefined) return followed(known, profile, role);
  return added(key, profile, role, attempt);
}

/**
 * The role for this sign-in. With a map the claim decides each time, and nobody without a match gets in. Without one the
 * role is given here: viewer at first, then what admins set; only while nobody is an admin does ADMIN_EMAIL become one,
 * if the provider has verified that it is theirs.
 */
async function givenRole(
  { email, emailVerified }: SsoProfile,
  claims: Claims,
  known: SsoOperator | undefined,
): Promise<Role | 'unchanged' | undefined> {
  const { ADMIN_EMAIL, OIDC_ROLE_CLAIM, OIDC_ROLE_MAP } = settings();
  if (OIDC_ROLE_CLAIM !== undefined && OIDC_ROLE_MAP !== undefined)
    return roleFromClaims(claims, { claim: OIDC_ROLE_CLAIM, roles: OIDC_ROLE_MAP });
  const { orm } = await store();
  if (emailVerified && email === ADMIN_EMAIL?.toLowerCase() && (await isWithoutAdmin(orm))) return 'admin';
  return known === undefined ? 'viewer' : 'unchanged';
}

async function followed(
  known: SsoOperator,
  profile: SsoProfile,
  role: Role | 'unchanged',
): Promise<Admission> {
  const { orm } = await store();
  if (role === 'unchanged' || role === known.role) {
    await followProvider(orm, known.id, profile);
    return { ok: true };
  }
  return recorded(
    {
      action: 'operator.role-changed',
      operator: known,
      targetId: known.id,
      changes: { role: { from: known.role, to: role } },
      detail: { email: profile.email, method: 'sso' },
    },
    async () => {
      await followProvider(orm, known.id, { ...profile, role });
      if (role !== 'admin') await closeLinksOf(orm, known.id);
      return { ok: true };
    },
  );
}

async function added(
  key: string,
  profile: SsoProfile,
  role: Role | 'unchanged',
  attempt: SsoAttempt | undefined,
): Promise<Admission> {
  const { orm } = await store();
  const first = role === 'unchanged' ? 'viewer' : role;
  return recorded(
    {
      action: 'operator.joined',
      typedEmail: profile.email,
      changes: { role: { to: first } },
      detail: { method: 'sso' },
    },
    async () => {
      const id = await addSsoOperator(orm, key, { ...profile, role: first });
      if (id === undefined) return refused('email-taken');
      if (attempt !== undefined) attempt.added = id;
      return { ok: true, targetId: id };
    },
  );
}

/** Makes a change that the provider asks for, recorded before it is made; what cannot be recorded is not made. */
async function recorded(
  entry: Parameters<typeof openedEntry>[0],
  work: () => Promise<Admission & { targetId?: string }>,
): Promise<Admission> {
  const opened = await openedEntry(entry);
  if (opened === undefined) return refused('unavailable');
  const admission = await work();
  await endEntry(opened, entry.action, {
    outcome: admission.ok ? 'done' : 'failed',
    ...(admission.targetId !== undefined && { targetId: admission.targetId }),
    ...(!admission.ok && { detail: { reason: admission.reason } }),
  });
  return admission;
}
