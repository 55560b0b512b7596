import 'server-only';
import { and, eq, gt, isNull, or } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { operators } from '@/lib/db/operator-tables';

/** Whether an operator may sign in at all: is there, not disabled, and their first password has not run out. */
export async function mayGetIn(orm: Orm, operatorId: string): Promise<boolean> {
  const found = await orm
    .select({ id: operators.id })
    .from(operators)
    .where(
      and(
        eq(operators.id, operatorId),
        isNull(operators.disabledAt),
        or(isNull(operators.passwordExpires), gt(operators.passwordExpires, new Date())),
      ),
    );
  return found.length > 0;
}
