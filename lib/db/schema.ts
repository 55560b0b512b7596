import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  json,
  numeric,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { bytesText, instant } from './columns';

/** Identities. Lists are ordered by (`created`, `_id`), (`name_key`, `_id`) or (`updated`, `_id`). */
export const identities = pgTable(
  'identities',
  {
    id: bytesText('_id').primaryKey(),
    externalId: bytesText('external_id').notNull().unique('identities_external_id_key'),
    displayName: text('display_name'),
    email: text('email'),
    avatarUrl: text('avatar_url'),
    tags: text('tags')
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    /** One digest a tag (`tagKey`): what the tag filter's index holds, as a tag may be longer than an index entry. */
    tagKeys: text('tag_keys')
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    /** `json`, not `jsonb`: keeps the text as sent, so big numbers, order and repeated members survive. */
    metadata: json('metadata')
      .notNull()
      .default(sql`'{}'::json`),
    /** Lower-cased, accent-free display name for sorting; null sorts last. Written by the program, so both stores agree. */
    nameKey: bytesText('name_key'),
    /** Lower-cased display name, email and external id, each on a line of its own. */
    searchText: text('search_text').notNull(),
    /** False for identities whose host reports no figures: they are answered without `metrics`. */
    reportsUsage: boolean('reports_usage').notNull().default(true),
    created: instant('created').notNull(),
    updated: instant('updated').notNull(),
  },
  (table) => [
    index('identities_created_idx').on(table.created.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index('identities_updated_idx').on(table.updated.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index('identities_name_idx').on(table.nameKey.asc().nullsLast(), table.id.desc().nullsFirst()),
    index('identities_tags_idx').using('gin', table.tagKeys),
    index('identities_search_idx').using('gin', table.searchText.op('gin_trgm_ops')),
    // Two characters make no trigram: searches of so few have an index of their own, over every pair of neighbours.
    index('identities_pairs_idx').using('gin', sql`search_pairs(search_text collate "C")`),
  ],
);

/**
 * Where a deleted identity stood in each order, so that a cursor that names it still has a place
 * (contract, Pagination semantics). Holds no more than that place: deleting is permanent.
 */
export const deletedIdentities = pgTable('deleted_identities', {
  id: bytesText('_id').primaryKey(),
  nameKey: bytesText('name_key'),
  created: instant('created').notNull(),
  updated: instant('updated').notNull(),
  deleted: instant('deleted').notNull(),
});

/** Use by day (UTC). Belongs to the external id, as traffic does, and outlives the identity. */
export const usageDays = pgTable(
  'usage_days',
  {
    externalId: bytesText('external_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    requests: bigint('requests', { mode: 'number' }).notNull(),
    /** Failed requests, at most `requests`. */
    errors: bigint('errors', { mode: 'number' }).notNull(),
    tokens: bigint('tokens', { mode: 'number' }).notNull(),
    /** US dollars, exact. */
    cost: numeric('cost', { precision: 24, scale: 12 }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.externalId, table.day] }),
    check('usage_days_errors_check', sql`${table.errors} between 0 and ${table.requests}`),
  ],
);

/**
 * Answers of usage reports by their `Idempotency-Key`, written in the transaction of the report itself, so that a
 * report and the memory of it are there together or not at all. Forgotten after a while.
 */
export const usageReports = pgTable(
  'usage_reports',
  {
    key: bytesText('key').primaryKey(),
    /** The identity at that time, by both its references: a repeated report may name it by either. */
    identityId: bytesText('identity_id').notNull(),
    externalId: bytesText('external_id').notNull(),
    /** A digest of what was reported: another report under the same key is a mistake of the caller. */
    reportDigest: text('report_digest').notNull(),
    answer: text('answer').notNull(),
    created: instant('created').notNull(),
  },
  (table) => [index('usage_reports_created_idx').on(table.created)],
);

/**
 * How far a resumable import of a file has come; written in the transaction of each batch. A row belongs to the very
 * contents of the file, whatever its name.
 */
export const importMarks = pgTable('import_marks', {
  fileDigest: text('file_digest').primaryKey(),
  /** Rows of the file that are dealt with, rejected and skipped ones too. */
  rows: bigint('rows', { mode: 'number' }).notNull(),
  imported: bigint('imported', { mode: 'number' }).notNull(),
  rejected: bigint('rejected', { mode: 'number' }).notNull(),
  finished: boolean('finished').notNull().default(false),
  updated: instant('updated').notNull(),
});

/** One row: what the store itself must remember. */
export const workspace = pgTable(
  'workspace',
  {
    only: integer('only').primaryKey().default(1),
    /** UUID that `workspace_id` carries in every answer. */
    id: text('id').notNull(),
    /** Which seed filled the store, or null when people did. */
    seed: text('seed'),
    created: instant('created').notNull(),
  },
  (table) => [check('workspace_one_row', sql`${table.only} = 1`)],
);
