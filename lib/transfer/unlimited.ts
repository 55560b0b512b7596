import 'server-only';
import { sql } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';

/** Lifts the limits that a web request's transaction has: moving a million rows takes as long as it takes. */
export async function unlimited(transaction: Orm): Promise<void> {
  await transaction.execute(sql`set local statement_timeout = 0`);
  await transaction.execute(sql`set local idle_in_transaction_session_timeout = 0`);
}
