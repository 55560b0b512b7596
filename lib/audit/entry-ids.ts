import 'server-only';
import { and, asc, desc, eq, gt, gte, inArray, lt, sql, type SQL } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { encodeTime } from 'ulid';
import type { Orm } from '@/lib/db/database';
import { auditEntries, auditOutcomes } from '@/lib/db/audit-tables';
import type { AuditOutcome } from './actions';

/** Which entries are meant. What is left out does not matter. */
export type EntryFilter = {
  operatorId?: string;
  actions?: readonly string[];
  /** `_id` or external id of an identity. */
  identity?: string;
  outcome?: AuditOutcome;
  /** Milliseconds: from this instant on, and before that one. */
  from?: number;
  until?: number;
  id?: string;
  /** Id of a job. No index knows it: whoever asks says between which times the job was at work. */
  job?: string;
};

/** Which of them: those older than one, or those newer, nearest first. */
export type EntryWindow = { after?: string; before?: string; limit: number };

/**
 * The ids of entries, nearest to the cursor first. Each question is asked so that it is a walk along one index however
 * long the log is: the planner is not trusted to see that by itself, because an embedded store knows no figures.
 */
export function entryIds(orm: Orm, filter: EntryFilter, window: EntryWindow) {
  if (walksOutcomes(filter)) return byOutcome(orm, filter, window);
  const branches = branchesOf(orm, filter, window);
  const [first, second, ...rest] = branches;
  if (first === undefined) throw new Error('A question about the audit log has no branch.');
  if (second === undefined) return first;
  return unionAll(first, second, ...rest)
    .orderBy(window.before === undefined ? sql`1 desc` : sql`1 asc`)
    .limit(window.limit);
}

/**
 * Failures are few among much that went well: those are walked, and what else is asked is looked up. What went well is
 * nearly everything: it is walked where nothing else is asked, else the entries are.
 */
function walksOutcomes({ identity, outcome, operatorId, actions, job }: EntryFilter): boolean {
  if (identity !== undefined || outcome === undefined || outcome === 'attempted') return false;
  return outcome !== 'done' || (operatorId === undefined && actions === undefined && job === undefined);
}

function branchesOf(orm: Orm, filter: EntryFilter, window: EntryWindow) {
  const { actions, identity, outcome, ...rest } = filter;
  const byEntry = (...more: (SQL | undefined)[]) =>
    orm
      .select({ id: auditEntries.id })
      .from(auditEntries)
      .where(
        and(
          ...more,
          rest.operatorId === undefined ? undefined : eq(auditEntries.operatorId, rest.operatorId),
          ...bounds(auditEntries.id, filter, window),
          rest.job === undefined ? undefined : isOf(rest.job),
          outcome === undefined ? undefined : hasOutcome(outcome),
        ),
      )
      .orderBy(window.before === undefined ? desc(auditEntries.id) : asc(auditEntries.id))
      .limit(window.limit);
  const oneOf = (names: readonly string[]) => inArray(auditEntries.action, [...names]);

  if (identity !== undefined) {
    // One identity has few entries, so what else is asked of them is looked at entry by entry.
    const others = actions === undefined ? undefined : oneOf(actions);
    return [
      byEntry(eq(auditEntries.targetId, identity), others),
      byEntry(eq(auditEntries.targetExternalId, identity), targetIsNot(identity), others),
      byEntry(
        madeIt(identity),
        targetIsNot(identity),
        sql`${auditEntries.targetExternalId} is distinct from ${identity}`,
        others,
      ),
    ];
  }
  return actions === undefined
    ? [byEntry()]
    : actions.map((action) => byEntry(eq(auditEntries.action, action)));
}

/** The entry that made an identity names it in its end alone. An array, so that this stays a look-up of a few ids. */
function madeIt(identity: string): SQL {
  return sql`${auditEntries.id} = any(array(select ${auditOutcomes.entryId} from ${auditOutcomes} where ${auditOutcomes.targetId} = ${identity}))`;
}

/** So that no entry comes out of two branches. */
function targetIsNot(identity: string): SQL {
  return sql`${auditEntries.targetId} is distinct from ${identity}`;
}

function byOutcome(
  orm: Orm,
  { operatorId, actions, outcome, job, ...rest }: EntryFilter,
  window: EntryWindow,
) {
  const asked = and(
    operatorId === undefined ? undefined : eq(auditEntries.operatorId, operatorId),
    actions === undefined ? undefined : inArray(auditEntries.action, [...actions]),
    job === undefined ? undefined : isOf(job),
  );
  return orm
    .select({ id: auditOutcomes.entryId })
    .from(auditOutcomes)
    .where(
      and(
        outcome === undefined ? undefined : eq(auditOutcomes.outcome, outcome),
        ...bounds(auditOutcomes.entryId, rest, window),
        // `offset 0` keeps this a look-up for each row, and no join that reads all of a table first.
        asked &&
          sql`exists (select 1 from ${auditEntries} where ${auditEntries.id} = ${auditOutcomes.entryId} and ${asked} offset 0)`,
      ),
    )
    .orderBy(window.before === undefined ? desc(auditOutcomes.entryId) : asc(auditOutcomes.entryId))
    .limit(window.limit);
}

/** As a case, of which the planner thinks that half of the entries have it: else it would read and sort them all. */
function isOf(job: string): SQL {
  return sql`case when ${auditEntries.detail} ->> 'job' = ${job} then true else false end`;
}

function hasOutcome(outcome: AuditOutcome): SQL {
  // The one question that is about what is not there: it compares the two tables' keys, at most once through.
  if (outcome === 'attempted')
    return sql`not exists (select 1 from ${auditOutcomes} where ${auditOutcomes.entryId} = ${auditEntries.id})`;
  return sql`(select ${auditOutcomes.outcome} from ${auditOutcomes} where ${auditOutcomes.entryId} = ${auditEntries.id}) = ${outcome}`;
}

function bounds(
  column: typeof auditEntries.id | typeof auditOutcomes.entryId,
  { from, until, id }: EntryFilter,
  { after, before }: EntryWindow,
): (SQL | undefined)[] {
  return [
    after === undefined ? undefined : lt(column, after),
    before === undefined ? undefined : gt(column, before),
    from === undefined ? undefined : gte(column, firstId(from)),
    until === undefined ? undefined : lt(column, firstId(until)),
    id === undefined ? undefined : eq(column, id),
  ];
}

/** The least id that an entry of this instant, in milliseconds, can have. */
export function firstId(time: number): string {
  return encodeTime(Math.max(0, time)) + '0'.repeat(16);
}
