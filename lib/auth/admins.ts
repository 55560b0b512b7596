import 'server-only';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { credentials, operators } from '@/lib/db/operator-tables';
import { SSO_PROVIDER, subjectKey } from './single-sign-on';

/** The ways in that are open: an admin who has no other cannot get in. */
export type OpenWays = { password: boolean; issuer: string | undefined };

/** Ids of the admins, and of those among them who can sign in. */
export type Admins = { all: string[]; able: string[] };

/**
 * The admins who are not disabled. Their rows stay locked until the transaction ends, always in the same order: two
 * admins who take the role from each other at once are told one after the other, and the second sees what the first did.
 *
 * @param tx a transaction
 */
export async function lockAdmins(tx: Orm, ways: OpenWays): Promise<Admins> {
  const admins = await tx
    .select({ id: operators.id, passwordExpires: operators.passwordExpires })
    .from(operators)
    .where(and(eq(operators.role, 'admin'), isNull(operators.disabledAt)))
    .orderBy(asc(operators.id))
    .for('update');
  const able: string[] = [];
  for (const { id, passwordExpires } of admins) {
    if (passwordExpires !== null && passwordExpires.getTime() <= Date.now()) continue;
    const kept = await tx
      .select({ provider: credentials.providerId, key: credentials.accountId })
      .from(credentials)
      .where(eq(credentials.userId, id));
    if (kept.some((credential) => isOpenWay(credential, ways))) able.push(id);
  }
  return { all: admins.map(({ id }) => id), able };
}

function isOpenWay(
  { provider, key }: { provider: string; key: string },
  { password, issuer }: OpenWays,
): boolean {
  if (provider !== SSO_PROVIDER) return password;
  return issuer !== undefined && key.startsWith(subjectKey(issuer, ''));
}
