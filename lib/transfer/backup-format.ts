import 'server-only';
import * as z from 'zod';

/**
 * A backup: gzipped JSON Lines, the same for the embedded store and Postgres, so one restores into the other. The
 * first line says what it is, the last that it is whole; between them each line is `[table, row]`. Metadata travels
 * as a text, so that every character of it is kept.
 */

/**
 * Grows when an older program could no longer read what is written. Before 2 use was kept by day only, and there were
 * no budgets.
 */
export const BACKUP_VERSION = 2;

const instant = z.iso.datetime().transform((text) => new Date(text));

export const backupHead = z.object({
  identity_desk_backup: z.number(),
  made: z.string(),
  workspace: z.object({ id: z.string(), seed: z.string().nullable(), created: instant }),
  /** Rows of all tables, for the progress bar. */
  rows: z.number(),
});

export const backupTail = z.object({ end: z.literal(true), rows: z.number() });

const place = { id: z.string(), created: instant, updated: instant };
const count = z.number().int().nonnegative();
const counts = { requests: count, errors: count, tokens: count, cost: z.string() };

/** The rows of each table, as backed up and as stored. */
export const backupRows = {
  identities: z.object({
    ...place,
    externalId: z.string(),
    displayName: z.string().nullable(),
    email: z.string().nullable(),
    avatarUrl: z.string().nullable(),
    tags: z.array(z.string()),
    metadataText: z.string(),
    reportsUsage: z.boolean(),
  }),
  deleted: z.object({ ...place, nameKey: z.string().nullable(), deleted: instant }),
  /** Of version 1, in place of `quarters`. */
  usage: z.object({ externalId: z.string(), day: z.iso.date(), ...counts }),
  /** Use by quarter of an hour; the sums of days and of the workspace follow from it. */
  quarters: z.object({ externalId: z.string(), quarter: instant, ...counts }),
  budgets: z.object({
    id: z.string(),
    externalId: z.string(),
    period: z.string(),
    amount: z.string().nullable(),
    tokenLimit: count.nullable(),
    requestsPerMinute: count.nullable(),
    isActive: z.boolean(),
    expiresAt: instant.nullable(),
    alerts: z.array(z.unknown()),
    countedFrom: instant.nullable(),
    uncountedAmount: z.string(),
    uncountedTokens: count,
    uncountedRequests: count,
    created: instant,
    updated: instant,
  }),
  reports: z.object({
    key: z.string(),
    identityId: z.string(),
    externalId: z.string(),
    reportDigest: z.string(),
    answer: z.string(),
    created: instant,
  }),
  marks: z.object({
    fileDigest: z.string(),
    rows: count,
    imported: count,
    rejected: count,
    finished: z.boolean(),
    updated: instant,
  }),
} as const;

export type BackupTable = keyof typeof backupRows;
export type BackupRow<T extends BackupTable> = z.output<(typeof backupRows)[T]>;
