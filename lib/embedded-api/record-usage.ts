import 'server-only';
import { eq, inArray, lt } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { identities, usageReports } from '@/lib/db/schema';
import type { RecordedUsage } from '@/lib/identity/usage';
import { addUsage } from './add-usage';
import { selectIdentity } from './identity-store';

/** Use to be added to one identity. */
export type UsageReport = {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  /** Start of the quarter of an hour (UTC) of that day in which it happened. */
  quarter: Date;
  requests: number;
  /** At most `requests`. */
  failedRequests: number;
  tokens: number;
  /** US dollars. */
  cost: number;
  /** Equal for equal reports. */
  digest: string;
};

/** What became of a report; `answer` is the JSON text of a `RecordedUsage`. */
export type UsageOutcome =
  | { kind: 'recorded'; answer: string }
  | { kind: 'repeated'; answer: string }
  | { kind: 'not-found' }
  | { kind: 'key-reused' };

/** How long an `Idempotency-Key` is remembered, in milliseconds: senders give up long before. */
export const USAGE_KEY_KEPT_MS = 7 * 86_400_000;
/** Old keys forgotten with one report: so few that no report waits for them, and more than one makes. */
const FORGOTTEN_AT_ONCE = 20;

/**
 * Adds a report to the identity's use, in one transaction with the memory of its key: whatever happens, a report with
 * a key counts once. A repetition is answered as the first time, also when the identity has been deleted since.
 */
export async function recordUsage(
  orm: Orm,
  reference: string,
  report: UsageReport,
  key: string | undefined,
  now: Date,
): Promise<UsageOutcome> {
  return orm.transaction(async (transaction) => {
    const known = key === undefined ? undefined : await repetition(transaction, key, reference, report);
    if (known !== undefined) return known;
    // Reports of one identity go one after the other, and none is added to an identity while it is being deleted.
    const [identity] = await selectIdentity(transaction, reference).for('no key update');
    if (identity === undefined) return { kind: 'not-found' };
    const answer = JSON.stringify(recorded(identity, report));
    if (key !== undefined) {
      const [taken] = await transaction
        .insert(usageReports)
        .values({
          key,
          identityId: identity.id,
          externalId: identity.externalId,
          reportDigest: report.digest,
          answer,
          created: now,
        })
        .onConflictDoNothing()
        .returning({ key: usageReports.key });
      // The same key, sent twice at once: the insert has waited until the other report was in.
      if (taken === undefined) {
        return (await repetition(transaction, key, reference, report)) ?? { kind: 'key-reused' };
      }
      await forgetOldKeys(transaction, now);
    }
    if (!identity.reportsUsage) {
      await transaction.update(identities).set({ reportsUsage: true }).where(eq(identities.id, identity.id));
    }
    await addUsage(transaction, {
      externalId: identity.externalId,
      quarter: report.quarter,
      requests: report.requests,
      errors: report.failedRequests,
      tokens: report.tokens,
      cost: String(report.cost),
    });
    return { kind: 'recorded', answer };
  });
}

async function repetition(
  orm: Orm,
  key: string,
  reference: string,
  { digest }: UsageReport,
): Promise<UsageOutcome | undefined> {
  const [known] = await orm.select().from(usageReports).where(eq(usageReports.key, key));
  if (known === undefined) return undefined;
  const same =
    known.reportDigest === digest && (known.identityId === reference || known.externalId === reference);
  return same ? { kind: 'repeated', answer: known.answer } : { kind: 'key-reused' };
}

/** Here and not on a timer: whoever remembers keys forgets some. Rows that another report forgets are left to it. */
async function forgetOldKeys(orm: Orm, now: Date): Promise<void> {
  const old = orm
    .select({ key: usageReports.key })
    .from(usageReports)
    .where(lt(usageReports.created, new Date(now.getTime() - USAGE_KEY_KEPT_MS)))
    .orderBy(usageReports.created)
    .limit(FORGOTTEN_AT_ONCE)
    .for('update', { skipLocked: true });
  await orm.delete(usageReports).where(inArray(usageReports.key, old));
}

function recorded(identity: { id: string; externalId: string }, report: UsageReport): RecordedUsage {
  return {
    object: 'identity_usage',
    identity_id: identity.id,
    external_id: identity.externalId,
    day: report.day,
    requests: report.requests,
    failed_requests: report.failedRequests,
    tokens: report.tokens,
    cost: report.cost,
  };
}
