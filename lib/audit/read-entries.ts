import 'server-only';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Orm } from '@/lib/db/database';
import { auditEntries, auditOutcomes } from '@/lib/db/audit-tables';
import { operators } from '@/lib/db/operator-tables';
import { isAboutIdentity } from './action-groups';
import type { AuditOutcome, FieldChanges } from './actions';
import type { AuditAnswer, AuditEntry, AuditOperator } from './entry';
import { entryIds, type EntryFilter, type EntryWindow } from './entry-ids';

/**
 * Entries of the log, newest first, and whether there are more in the direction that was asked for. Throws when the
 * store cannot be read.
 *
 * @param window `after` asks for entries older than that id, `before` for newer ones
 */
export async function readEntries(
  orm: Orm,
  filter: EntryFilter,
  window: EntryWindow,
): Promise<{ entries: AuditEntry[]; more: boolean }> {
  const found = await entryIds(orm, filter, { ...window, limit: window.limit + 1 });
  const ids = found.slice(0, window.limit).map(({ id }) => id);
  const entries = await entriesOf(orm, ids, filter.operatorId);
  return { entries, more: found.length > window.limit };
}

/** One entry, when it is one that the filter lets through. */
export async function readEntry(
  orm: Orm,
  id: string,
  filter: Pick<EntryFilter, 'operatorId'> = {},
): Promise<AuditEntry | undefined> {
  const { entries } = await readEntries(orm, { ...filter, id }, { limit: 1 });
  return entries[0];
}

/** What an entry's `changes` may hold: written by this program, but perhaps by another version of it. */
const storedChanges = z.record(
  z.string(),
  z.object({
    from: z.unknown().optional(),
    to: z.unknown().optional(),
    hidden: z.literal(true).optional(),
    keys: z.array(z.string()).optional(),
  }),
);
const storedDetail = z.record(z.string(), z.unknown());
const OUTCOMES = ['done', 'failed', 'unknown'] as const satisfies AuditOutcome[];

/** Rows by their ids, each by its primary key: no join for a planner to turn into a scan. */
async function entriesOf(orm: Orm, ids: string[], ownOnly: string | undefined): Promise<AuditEntry[]> {
  if (ids.length === 0) return [];
  const [rows, ends, answers] = await Promise.all([
    orm.select().from(auditEntries).where(inArray(auditEntries.id, ids)).orderBy(desc(auditEntries.id)),
    orm.select().from(auditOutcomes).where(inArray(auditOutcomes.entryId, ids)),
    answersTo(orm, ids, ownOnly),
  ]);
  const endOf = new Map(ends.map((end) => [end.entryId, end]));
  const emails = await operatorEmails(
    orm,
    rows.flatMap(({ action, targetId }) => (targetId !== null && !isAboutIdentity(action) ? [targetId] : [])),
  );
  return rows.map((row): AuditEntry => {
    const end = endOf.get(row.id);
    const targetId = row.targetId ?? end?.targetId ?? undefined;
    const targetEmail = targetId === undefined ? undefined : emails.get(targetId);
    const answer = answers.get(row.id);
    return {
      id: row.id,
      at: row.at.toISOString(),
      action: row.action,
      ...(row.operatorId !== null && { operator_id: row.operatorId }),
      ...(row.operatorEmail !== null && { operator_email: row.operatorEmail }),
      ...(row.role !== null && { role: row.role }),
      ...(row.address !== null && row.address !== '' && { address: row.address }),
      ...(row.requestId !== null && row.requestId !== '' && { request_id: row.requestId }),
      ...(targetId !== undefined && { target_id: targetId }),
      ...(row.targetExternalId !== null && { target_external_id: row.targetExternalId }),
      ...(targetEmail !== undefined && { target_email: targetEmail }),
      changes: changesOf(row.changes),
      detail: { ...detailOf(row.detail), ...detailOf(end?.detail) },
      outcome: OUTCOMES.find((outcome) => outcome === end?.outcome) ?? 'attempted',
      ...(end !== undefined && { ended: end.at.toISOString() }),
      ...(answer !== undefined && { answered_by: answer }),
    };
  });
}

function changesOf(stored: unknown): FieldChanges {
  const parsed = storedChanges.safeParse(stored);
  return parsed.success ? (parsed.data as FieldChanges) : {};
}

function detailOf(stored: unknown): Record<string, unknown> {
  const parsed = storedDetail.safeParse(stored);
  return parsed.success ? parsed.data : {};
}

const ANSWERED = sql<string>`coalesce(detail ->> 'undoes', detail ->> 'recreates')`;

/** What took each entry back, or created again what it deleted; the latest that was done. */
async function answersTo(
  orm: Orm,
  ids: string[],
  ownOnly: string | undefined,
): Promise<Map<string, AuditAnswer>> {
  const rows = await orm
    .select({
      answered: ANSWERED,
      id: auditEntries.id,
      at: auditEntries.at,
      email: auditEntries.operatorEmail,
    })
    .from(auditEntries)
    .where(
      and(inArray(ANSWERED, ids), ownOnly === undefined ? undefined : eq(auditEntries.operatorId, ownOnly)),
    )
    .orderBy(auditEntries.id);
  if (rows.length === 0) return new Map();
  const ends = await orm
    .select({
      id: auditOutcomes.entryId,
      outcome: auditOutcomes.outcome,
      targetId: auditOutcomes.targetId,
    })
    .from(auditOutcomes)
    .where(
      inArray(
        auditOutcomes.entryId,
        rows.map(({ id }) => id),
      ),
    );
  const done = new Map(ends.filter(({ outcome }) => outcome === 'done').map((end) => [end.id, end]));
  return new Map(
    rows
      .filter(({ id }) => done.has(id))
      .map(({ answered, id, at, email }) => {
        const made = done.get(id)?.targetId;
        return [
          answered,
          {
            entry: id,
            at: at.toISOString(),
            ...(email !== null && { operator_email: email }),
            ...(made != null && { target_id: made }),
          },
        ];
      }),
  );
}

async function operatorEmails(orm: Orm, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await orm
    .select({ id: operators.id, email: operators.email })
    .from(operators)
    .where(inArray(operators.id, ids));
  return new Map(rows.map(({ id, email }) => [id, email]));
}

/** Most operators that are offered as a filter. */
const MOST_OPERATORS = 500;
const operatorRows = z.object({
  rows: z.array(z.object({ id: z.string(), email: z.string().nullable() })),
});

/**
 * Everybody the log knows, also those who are operators no more, by email: from one operator to the next along the
 * index, so that it costs a step for each of them and not for each entry.
 */
export async function readOperators(orm: Orm): Promise<AuditOperator[]> {
  const { rows } = operatorRows.parse(
    await orm.execute(sql`
      with recursive known as (
        (select operator_id as id from audit_entries where operator_id is not null order by operator_id limit 1)
        union all
        select (select operator_id from audit_entries where operator_id > known.id order by operator_id limit 1)
        from known where known.id is not null
      )
      select known.id,
        (select operator_email from audit_entries where operator_id = known.id order by id desc limit 1) as email
      from known where known.id is not null limit ${MOST_OPERATORS}`),
  );
  return rows
    .map(({ id, email }) => ({ id, email: email ?? id }))
    .sort((one, other) => (one.email < other.email ? -1 : 1));
}
