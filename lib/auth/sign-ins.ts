import 'server-only';
import { and, desc, eq, gt, lt, ne, or } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { credentials, operators, signIns, signInSteps } from '@/lib/db/operator-tables';
import { tokenDigest } from './hashed-tokens';
import type { Operator } from './operator';
import { isRole } from './permissions';

/** How long a sign-in lives. */
export type SignInLife = {
  /** Minutes without a request after which it ends. */
  idleMinutes: number;
  /** Hours after which it ends in any case. */
  maxHours: number;
};

/** A use is noted at most this often, in milliseconds: a write for each request would be a waste. */
const NOTE_EVERY_MS = 30_000;
const MINUTE = 60_000;

/** A sign-in that counts, with when the operator last proved who they are. */
export type PresentSignIn = { operator: Operator; confirmedAt: Date };

/**
 * The operator behind a token, read from the store at this moment: role, "disabled" and sign-out count from the next
 * request on. Undefined when the token is unknown, has ended, or belongs to somebody who is disabled.
 */
export async function findSignIn(
  orm: Orm,
  token: string,
  { idleMinutes, maxHours, secondFactorRequired }: SignInLife & { secondFactorRequired: boolean },
): Promise<PresentSignIn | undefined> {
  const [found] = await orm
    .select({ signIn: signIns, operator: operators, provider: credentials.providerId })
    .from(signIns)
    .innerJoin(operators, eq(operators.id, signIns.userId))
    .leftJoin(credentials, eq(credentials.userId, operators.id))
    .where(eq(signIns.token, tokenDigest(token)))
    .limit(1);
  if (found === undefined) return undefined;
  const { signIn, operator, provider } = found;
  const now = Date.now();
  const ended =
    now >= signIn.expiresAt.getTime() ||
    now >= signIn.createdAt.getTime() + maxHours * 60 * MINUTE ||
    now >= signIn.lastSeenAt.getTime() + idleMinutes * MINUTE;
  if (ended || operator.disabledAt !== null || !isRole(operator.role)) return undefined;
  if (now - signIn.lastSeenAt.getTime() > NOTE_EVERY_MS)
    await orm
      .update(signIns)
      .set({ lastSeenAt: new Date(now) })
      .where(eq(signIns.id, signIn.id));
  const method = provider === 'credential' ? 'password' : 'sso';
  const lacksFactor = secondFactorRequired && method === 'password' && !operator.twoFactorEnabled;
  return {
    confirmedAt: signIn.confirmedAt,
    operator: {
      id: operator.id,
      name: operator.name,
      email: operator.email,
      role: operator.role,
      method,
      secondFactor: operator.twoFactorEnabled,
      ...(operator.mustChangePassword
        ? { mustFirst: 'change-password' as const }
        : lacksFactor && { mustFirst: 'set-up-second-factor' as const }),
      signInId: signIn.id,
    },
  };
}

/** A sign-in as its operator sees it in a list. */
export type ListedSignIn = {
  id: string;
  /** ISO 8601 times. */
  created: string;
  last_seen: string;
  address: string;
  user_agent: string;
};

/** The running sign-ins of an operator, the last used first. */
export async function listSignIns(
  orm: Orm,
  operatorId: string,
  { idleMinutes, maxHours }: SignInLife,
): Promise<ListedSignIn[]> {
  const now = Date.now();
  const rows = await orm
    .select()
    .from(signIns)
    .where(
      and(
        eq(signIns.userId, operatorId),
        gt(signIns.expiresAt, new Date(now)),
        gt(signIns.createdAt, new Date(now - maxHours * 60 * MINUTE)),
        gt(signIns.lastSeenAt, new Date(now - idleMinutes * MINUTE)),
      ),
    )
    .orderBy(desc(signIns.lastSeenAt));
  return rows.map(({ id, createdAt, lastSeenAt, ipAddress, userAgent }) => ({
    id,
    created: createdAt.toISOString(),
    last_seen: lastSeenAt.toISOString(),
    address: ipAddress ?? '',
    user_agent: userAgent ?? '',
  }));
}

/** Ends one sign-in of an operator. Says whether there was such a one. */
export async function endSignIn(orm: Orm, operatorId: string, id: string): Promise<boolean> {
  const ended = await orm
    .delete(signIns)
    .where(and(eq(signIns.userId, operatorId), eq(signIns.id, id)))
    .returning({ id: signIns.id });
  return ended.length > 0;
}

/** Ends every sign-in of an operator, but one if that is named. Says how many there were. */
export async function endSignIns(orm: Orm, operatorId: string, exceptId?: string): Promise<number> {
  const ended = await orm
    .delete(signIns)
    .where(and(eq(signIns.userId, operatorId), exceptId === undefined ? undefined : ne(signIns.id, exceptId)))
    .returning({ id: signIns.id });
  return ended.length;
}

/** Notes that the operator of a sign-in has just proved again who they are. */
export async function confirmSignIn(orm: Orm, id: string): Promise<void> {
  await orm.update(signIns).set({ confirmedAt: new Date() }).where(eq(signIns.id, id));
}

/** Notes when the operator behind a token proved who they are, as somebody else vouches for. A time to come is now. */
export async function noteProof(orm: Orm, token: string, at: Date): Promise<void> {
  const confirmedAt = new Date(Math.min(at.getTime(), Date.now()));
  await orm
    .update(signIns)
    .set({ confirmedAt })
    .where(eq(signIns.token, tokenDigest(token)));
}

/** Forgets sign-ins that have ended by themselves. */
export async function forgetEndedSignIns(orm: Orm, { idleMinutes }: SignInLife): Promise<void> {
  const now = Date.now();
  await orm
    .delete(signIns)
    .where(
      or(lt(signIns.expiresAt, new Date(now)), lt(signIns.lastSeenAt, new Date(now - idleMinutes * MINUTE))),
    );
}

/** Forgets sign-ins that were begun and never ended. */
export async function forgetOldSteps(orm: Orm): Promise<void> {
  await orm.delete(signInSteps).where(lt(signInSteps.expiresAt, new Date()));
}
