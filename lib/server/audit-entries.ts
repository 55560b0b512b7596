import 'server-only';
import { eq } from 'drizzle-orm';
import { actionsOf } from '@/lib/audit/action-groups';
import type { AuditEntry, AuditOperator, AuditPage } from '@/lib/audit/entry';
import type { EntryFilter } from '@/lib/audit/entry-ids';
import type { AuditQuery } from '@/lib/audit/log-query';
import { readEntries, readOperators } from '@/lib/audit/read-entries';
import { operatorMay, type Operator } from '@/lib/auth/operator';
import type { Orm } from '@/lib/db/database';
import { jobs } from '@/lib/db/job-tables';
import { withoutParameters } from '@/lib/db/query-error';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import { dayAfter, startOfDay } from '@/lib/format/calendar-days';
import { authorize } from './authorize';
import { logEvent } from './log';
import { store } from './store';

/** Reads of the audit log. Whoever may not read everybody's entries gets their own, whatever they ask for. */

/**
 * One page of the log. Walking back to a first page that is not full gives the newest entries instead; `query` then says
 * so. Errors: `audit-unavailable`, and those of `authorize`.
 *
 * @param zone IANA zone in which the days of the query are meant
 */
export async function readAuditPage(query: AuditQuery, zone: string): Promise<Outcome<AuditPage>> {
  const operator = await authorize('audit.read-own');
  if (!operator.ok) return operator;
  const asked: EntryFilter = {
    ...(query.operator !== undefined && { operatorId: query.operator }),
    ...(query.action !== undefined && { actions: actionsOf(query.action) }),
    ...(query.identity !== undefined && { identity: query.identity }),
    ...(query.outcome !== undefined && { outcome: query.outcome }),
    ...(query.from !== undefined && { from: startOfDay(query.from, zone) }),
    ...(query.to !== undefined && { until: startOfDay(dayAfter(query.to), zone) }),
    ...(query.entry !== undefined && { id: query.entry }),
    ...ownOnly(operator.value),
  };
  return fromStore(async (orm) => {
    const filter = query.job === undefined ? asked : await madeBy(orm, query.job, asked);
    if (filter === undefined) return { entries: [], has_more: false, query };
    const page = async (shown: AuditQuery): Promise<AuditPage> => {
      const { after, before, limit } = shown;
      const { entries, more } = await readEntries(orm, filter, {
        ...(after !== undefined && { after }),
        ...(before !== undefined && { before }),
        limit,
      });
      return { entries, has_more: more, query: shown };
    };
    const answered = await page(query);
    const isFirst = query.before !== undefined && !answered.has_more;
    return isFirst ? page({ ...query, before: undefined }) : answered;
  });
}

/** How far the clocks of processes may differ, in milliseconds. */
const CLOCKS_DIFFER_MS = 60_000;

/**
 * Narrows a filter to what one job did, and to the time that it was at work in, which is all that has to be walked.
 * Undefined when no such job is known: they are forgotten sooner than what they did.
 */
async function madeBy(orm: Orm, job: string, filter: EntryFilter): Promise<EntryFilter | undefined> {
  const [found] = await orm
    .select({ started: jobs.started, ended: jobs.ended })
    .from(jobs)
    .where(eq(jobs.id, job));
  if (found === undefined || found.started === null) return undefined;
  const from = found.started.getTime() - CLOCKS_DIFFER_MS;
  const until = (found.ended?.getTime() ?? Date.now()) + CLOCKS_DIFFER_MS;
  return {
    ...filter,
    job,
    from: Math.max(from, filter.from ?? from),
    until: Math.min(until, filter.until ?? until),
  };
}

/** How many entries an identity's page shows. */
const HISTORY = 5;

/**
 * The newest entries about one identity, and whether there are more. Costs no call of the API. Errors:
 * `audit-unavailable`, and those of `authorize`.
 *
 * @param ref its `_id`; for one that is gone also its external id
 */
export async function readIdentityHistory(
  ref: string,
): Promise<Outcome<{ entries: AuditEntry[]; has_more: boolean }>> {
  const operator = await authorize('audit.read-own');
  if (!operator.ok) return operator;
  return fromStore(async (orm) => {
    const { entries, more } = await readEntries(
      orm,
      { identity: ref, ...ownOnly(operator.value) },
      { limit: HISTORY },
    );
    return { entries, has_more: more };
  });
}

/** Everybody the log can be filtered by; nobody for whoever reads only their own entries. */
export async function readAuditOperators(): Promise<Outcome<AuditOperator[]>> {
  const operator = await authorize('audit.read-own');
  if (!operator.ok) return operator;
  if (!operatorMay(operator.value, 'audit.read')) return succeeded([]);
  return fromStore(readOperators);
}

/** The filter that an operator cannot leave. */
export function ownOnly(operator: Operator): Pick<EntryFilter, 'operatorId'> {
  return operatorMay(operator, 'audit.read') ? {} : { operatorId: operator.id };
}

async function fromStore<Result>(read: (orm: Orm) => Promise<Result>): Promise<Outcome<Result>> {
  try {
    const { orm } = await store();
    return succeeded(await read(orm));
  } catch (failure) {
    const error = withoutParameters(failure);
    logEvent('error', 'audit-not-read', { error: error instanceof Error ? error.message : String(error) });
    return failed({ kind: 'audit-unavailable', message: 'The audit log cannot be read at the moment.' });
  }
}
