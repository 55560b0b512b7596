import 'server-only';
import { randomUUID } from 'node:crypto';
import { asc, count, eq, sql } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { credentials, operators } from '@/lib/db/operator-tables';
import type { Auth } from './auth';
import type { Role } from './permissions';

/** A new operator who signs in by password. `password` has passed the rules. */
export type NewOperator = {
  email: string;
  name: string;
  role: Role;
  password: string;
  mustChangePassword?: boolean;
  passwordExpires?: Date;
};

/** How many operators there are. */
export async function countOperators(orm: Orm): Promise<number> {
  const [counted] = await orm.select({ count: count() }).from(operators);
  return counted?.count ?? 0;
}

/** Adds an operator with a password. Says their id, or undefined when the email is taken. */
export async function addOperator(auth: Auth, orm: Orm, added: NewOperator): Promise<string | undefined> {
  const id = randomUUID();
  const now = new Date();
  const password = await hashPassword(auth, added.password);
  return orm.transaction(async (tx) => {
    const made = await tx
      .insert(operators)
      .values({
        id,
        email: added.email.toLowerCase(),
        emailVerified: true,
        name: added.name,
        role: added.role,
        mustChangePassword: added.mustChangePassword ?? false,
        passwordExpires: added.passwordExpires ?? null,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: operators.id });
    if (made.length === 0) return undefined;
    await tx.insert(credentials).values({
      id: randomUUID(),
      userId: id,
      providerId: 'credential',
      accountId: id,
      password,
      createdAt: now,
      updatedAt: now,
    });
    return id;
  });
}

/** Gives an operator another password, which is then theirs: nothing is left to be changed or to run out. */
export async function setPassword(auth: Auth, orm: Orm, operatorId: string, password: string): Promise<void> {
  const hash = await hashPassword(auth, password);
  const now = new Date();
  await orm.transaction(async (tx) => {
    await tx
      .update(credentials)
      .set({ password: hash, updatedAt: now })
      .where(sql`${credentials.userId} = ${operatorId} and ${credentials.providerId} = 'credential'`);
    await tx
      .update(operators)
      .set({ mustChangePassword: false, passwordExpires: null, updatedAt: now })
      .where(eq(operators.id, operatorId));
  });
}

/** Whether this is the operator's password. Costs the same when they have none. */
export async function isPassword(
  auth: Auth,
  orm: Orm,
  operatorId: string,
  password: string,
): Promise<boolean> {
  const { password: hashing } = await auth.$context;
  const [found] = await orm
    .select({ hash: credentials.password })
    .from(credentials)
    .where(sql`${credentials.userId} = ${operatorId} and ${credentials.providerId} = 'credential'`);
  if (found?.hash == null) {
    await hashing.hash(password);
    return false;
  }
  return hashing.verify({ hash: found.hash, password });
}

async function hashPassword(auth: Auth, password: string): Promise<string> {
  return (await auth.$context).password.hash(password);
}

/** An operator as the list of operators shows them. */
export type ListedOperator = typeof operators.$inferSelect & { method: 'password' | 'sso' };

/** Every operator, by name. */
export async function listOperators(orm: Orm): Promise<ListedOperator[]> {
  const rows = await orm
    .select({ operator: operators, provider: credentials.providerId })
    .from(operators)
    .leftJoin(credentials, eq(credentials.userId, operators.id))
    .orderBy(asc(sql`lower(${operators.name})`), asc(operators.id));
  return rows.map(({ operator, provider }) => ({
    ...operator,
    method: provider === 'credential' ? 'password' : 'sso',
  }));
}

/** One operator with how they sign in. */
export async function operatorWithMethod(orm: Orm, id: string): Promise<ListedOperator | undefined> {
  const [found] = await orm
    .select({ operator: operators, provider: credentials.providerId })
    .from(operators)
    .leftJoin(credentials, eq(credentials.userId, operators.id))
    .where(eq(operators.id, id));
  if (found === undefined) return undefined;
  return { ...found.operator, method: found.provider === 'credential' ? 'password' : 'sso' };
}

/** An operator as the audit log names them. */
export type KnownOperator = { id: string; email: string; role: string };

/** The operator with an email. */
export async function operatorByEmail(orm: Orm, email: string): Promise<KnownOperator | undefined> {
  const [found] = await orm.select(KNOWN).from(operators).where(eq(operators.email, email.toLowerCase()));
  return found;
}

/** The operator with an id. */
export async function operatorById(orm: Orm, id: string): Promise<KnownOperator | undefined> {
  const [found] = await orm.select(KNOWN).from(operators).where(eq(operators.id, id));
  return found;
}

const KNOWN = { id: operators.id, email: operators.email, role: operators.role };
