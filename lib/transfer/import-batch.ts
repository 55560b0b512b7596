import 'server-only';
import { inArray, sql } from 'drizzle-orm';
import { ulid } from 'ulid';
import * as z from 'zod';
import type { Orm } from '@/lib/db/database';
import { identities } from '@/lib/db/schema';
import { identityRows } from '@/lib/demo-workspace/seed-rows';
import { updateIdentity } from '@/lib/embedded-api/identity-store';
import type { ImportRow, RejectedRow, SourceRow } from './source-row';

/** What to do with a row whose external id the store has already. */
export type ExistingRule = 'reject' | 'skip' | 'update';

/** What became of the rows of a batch. */
export type BatchResult = { created: number; updated: number; skipped: number; rejected: RejectedRow[] };

type Line = { line: number; row: ImportRow };

/** Stores some rows of a file, in one statement where nothing stands in the way. Belongs into a transaction. */
export async function importBatch(
  orm: Orm,
  rows: readonly SourceRow[],
  existing: ExistingRule,
  now: Date,
): Promise<BatchResult> {
  const result: BatchResult = { created: 0, updated: 0, skipped: 0, rejected: [] };
  const first = new Map<string, Line>();
  for (const { line, ...source } of rows) {
    if (source.kind === 'rejected') {
      result.rejected.push(source.rejected);
      continue;
    }
    const before = first.get(source.row.externalId);
    if (before === undefined) first.set(source.row.externalId, { line, row: source.row });
    else result.rejected.push(rejected({ line, row: source.row }, 'external_id', twice(before.line)));
  }
  const lines = [...first.values()];
  const created = await insertNew(orm, lines, now);
  result.created = created.size;
  if (created.size < lines.length) {
    const left = lines.filter(({ row }) => !created.has(row.externalId));
    await settleExisting(orm, left, existing, now, result);
  }
  result.rejected.sort((one, other) => one.line - other.line);
  return result;
}

const insertedRows = z.object({ rows: z.array(z.object({ external_id: z.string() })) });

/** Inserts what collides with nothing, and returns the external ids of that. */
async function insertNew(orm: Orm, lines: readonly Line[], now: Date): Promise<Set<string>> {
  if (lines.length === 0) return new Set();
  const insert = identityRows(
    lines.map(({ row: { id, externalId, fields, ...times } }) => {
      const created = times.created ?? now;
      return {
        // The time in an id is that of its identity, as for ids made by a create.
        id: id ?? ulid(created.getTime()),
        externalId,
        displayName: fields.displayName ?? undefined,
        email: fields.email ?? undefined,
        avatarUrl: fields.avatarUrl ?? undefined,
        tags: fields.tags ?? [],
        metadata: fields.metadataText ?? '{}',
        reportsUsage: true,
        created,
        updated: times.updated ?? created,
      };
    }),
  );
  const inserted = await orm.execute(sql`${insert} on conflict do nothing returning external_id`);
  return new Set(insertedRows.parse(inserted).rows.map((row) => row.external_id));
}

/** Deals with the rows that collided: by their external id, or else by their `_id`. */
async function settleExisting(
  orm: Orm,
  lines: readonly Line[],
  rule: ExistingRule,
  now: Date,
  result: BatchResult,
): Promise<void> {
  const externalIds = lines.map(({ row }) => row.externalId);
  const stored = await orm
    .select({ id: identities.id, externalId: identities.externalId })
    .from(identities)
    .where(inArray(identities.externalId, externalIds));
  const idOf = new Map(stored.map(({ id, externalId }) => [externalId, id]));
  for (const { line, row } of lines) {
    const id = idOf.get(row.externalId);
    if (id === undefined) result.rejected.push(rejected({ line, row }, '_id', ID_TAKEN));
    else if (rule === 'skip') result.skipped += 1;
    else if (rule === 'reject') result.rejected.push(rejected({ line, row }, 'external_id', TAKEN));
    else {
      await updateIdentity(orm, id, row.fields, 'any', now);
      result.updated += 1;
    }
  }
}

const TAKEN = 'Another identity has this external ID, in the store or further up in the file.';
const ID_TAKEN = 'An identity with another external ID has this _id.';
const twice = (line: number) => `Line ${line} has this external ID already.`;

function rejected({ line, row }: Line, field: string, reason: string): RejectedRow {
  return { line, externalId: row.externalId, reasons: { [field]: [reason] } };
}
