import 'server-only';
import * as z from 'zod';

/**
 * A dump of an embedded store: one line of JSON that says what it is, then the files of the database as a gzipped tar.
 * The same bytes travel over the socket of a running process and lie in the file.
 */

/** Grows when an older program could no longer read what is written. */
export const DUMP_VERSION = 1;

/** Longest first line, in bytes. */
export const HEAD_BYTES_MAX = 64 * 1024;

export const dumpHead = z.object({
  identity_desk_store: z.number(),
  /** ISO 8601. */
  made: z.string(),
  /** Name of the latest migration that the store has had. */
  migration: z.string(),
  /** Rows of each table at the moment of the dump, by `schema.table`. */
  tables: z.record(z.string(), z.number().int().nonnegative()),
  /** Size and SHA-256 (hex) of what follows the line. */
  bytes: z.number().int().positive(),
  sha256: z.string(),
});
export type DumpHead = z.output<typeof dumpHead>;

/** A dump: its first line, and the gzipped tar. */
export type Dump = { head: DumpHead; body: Buffer };

/** Thrown when a file is no dump, or not a whole one. `message` is the one line to print. */
export class UnusableDump extends Error {}

/** The first line as it is written. */
export function headLine(head: DumpHead): string {
  return `${JSON.stringify(head)}\n`;
}

/** Reads a first line. Throws `UnusableDump`. */
export function parseHead(line: string): DumpHead {
  const parsed = dumpHead.safeParse(jsonOf(line));
  if (!parsed.success) throw new UnusableDump('This is not a backup that "npm run backup" made.');
  if (parsed.data.identity_desk_store !== DUMP_VERSION)
    throw new UnusableDump('This backup was made by a newer Identity Desk. Restore it with that one.');
  return parsed.data;
}

/** How many rows two counts of the same store have, or `undefined` when the counts differ. */
export function sameCounts(one: DumpHead['tables'], other: DumpHead['tables']): number | undefined {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  for (const name of names) if (one[name] !== other[name]) return undefined;
  return Object.values(one).reduce((sum, rows) => sum + rows, 0);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
