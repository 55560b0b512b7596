import 'server-only';
import { randomUUID } from 'node:crypto';
import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { credentials, operators } from '@/lib/db/operator-tables';
import type { KnownOperator } from './operators';
import type { Role } from './permissions';
import { SSO_PROVIDER } from './single-sign-on';

/** An operator of the single sign-on, as they are kept. */
export type SsoOperator = KnownOperator & { disabled: boolean };

/** The operator who came with this key (issuer and subject) before. */
export async function operatorByKey(orm: Orm, key: string): Promise<SsoOperator | undefined> {
  const [found] = await orm
    .select({
      id: operators.id,
      email: operators.email,
      role: operators.role,
      disabledAt: operators.disabledAt,
    })
    .from(credentials)
    .innerJoin(operators, eq(operators.id, credentials.userId))
    .where(and(eq(credentials.providerId, SSO_PROVIDER), eq(credentials.accountId, key)));
  if (found === undefined) return undefined;
  const { disabledAt, ...known } = found;
  return { ...known, disabled: disabledAt !== null };
}

/** Whether another operator has this email. */
export async function isEmailOfAnother(orm: Orm, email: string, id: string | undefined): Promise<boolean> {
  const found = await orm
    .select({ id: operators.id })
    .from(operators)
    .where(and(eq(operators.email, email), id === undefined ? undefined : ne(operators.id, id)));
  return found.length > 0;
}

/** Whether nobody who may get in is an admin. */
export async function isWithoutAdmin(orm: Orm): Promise<boolean> {
  const found = await orm
    .select({ id: operators.id })
    .from(operators)
    .where(and(eq(operators.role, 'admin'), isNull(operators.disabledAt)))
    .limit(1);
  return found.length === 0;
}

/** What the provider says of an operator. */
export type SsoProfile = { email: string; emailVerified: boolean; name: string };

/**
 * Makes an operator of somebody who comes for the first time. Says their id, or undefined when the email or the key was
 * taken meanwhile. They have no password and get none.
 */
export async function addSsoOperator(
  orm: Orm,
  key: string,
  added: SsoProfile & { role: Role },
): Promise<string | undefined> {
  const id = randomUUID();
  const now = new Date();
  return orm.transaction(async (tx) => {
    const made = await tx
      .insert(operators)
      .values({ id, ...added, createdAt: now, updatedAt: now })
      .onConflictDoNothing()
      .returning({ id: operators.id });
    if (made.length === 0) return undefined;
    const kept = await tx
      .insert(credentials)
      .values({
        id: randomUUID(),
        userId: id,
        providerId: SSO_PROVIDER,
        accountId: key,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: credentials.id });
    if (kept.length > 0) return id;
    await tx.delete(operators).where(eq(operators.id, id));
    return undefined;
  });
}

/** Brings an operator to what the provider says now. `role` is left out where it is given here. */
export async function followProvider(orm: Orm, id: string, now: SsoProfile & { role?: Role }): Promise<void> {
  await orm
    .update(operators)
    .set({ ...now, updatedAt: new Date() })
    .where(eq(operators.id, id));
}
