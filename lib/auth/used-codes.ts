import 'server-only';
import { createHash } from 'node:crypto';
import type { Orm } from '@/lib/db/database';
import { signInAttempts } from '@/lib/db/operator-tables';

/**
 * Takes a code of the authenticator app as used, and says whether it was not before. The library takes a code as often
 * as it is given while its time lasts; whoever looks over a shoulder must not get in with it (ASVS 5.0, 6.5.1).
 *
 * It is noted before it is tried, so that two at once cannot both pass, among the attempts to sign in: like them it is
 * of no interest an hour later.
 */
export async function takeCode(orm: Orm, operatorId: string, code: string): Promise<boolean> {
  const bucket = createHash('sha256').update(`code ${operatorId} ${code}`).digest('hex');
  const noted = await orm
    .insert(signInAttempts)
    .values({ id: `code ${bucket}`, bucket, at: new Date() })
    .onConflictDoNothing()
    .returning({ id: signInAttempts.id });
  return noted.length > 0;
}
