import 'server-only';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { PGlite } from '@electric-sql/pglite';
import { DUMP_VERSION, sameCounts, UnusableDump, type Dump, type DumpHead } from './dump-format';
import { openFiles, tableCounts } from './pglite-store';

/**
 * Dumps a store that may be in use. Counts and files are of one moment: the transaction keeps every other query waiting
 * until the files are read. They are packed afterwards, while the store works on.
 *
 * @param migration name of the latest migration that the store has had
 */
export async function takeDump(client: PGlite, migration: string, now: Date): Promise<Dump> {
  const { tables, tar } = await client.transaction(async (transaction) => ({
    tables: await tableCounts(transaction),
    tar: await client.dumpDataDir('none'),
  }));
  const body = await promisify(gzip)(Buffer.from(await tar.arrayBuffer()));
  const head = {
    identity_desk_store: DUMP_VERSION,
    made: now.toISOString(),
    migration,
    tables,
    bytes: body.length,
    sha256: digest(body),
  };
  return { head, body };
}

/** Opens a dump in memory and counts its rows. Throws `UnusableDump` when they are not those of its first line. */
export async function checkDump({ head, body }: Dump): Promise<number> {
  checkWhole({ head, body });
  const copy = await openFiles(undefined, tarOf(body)).catch((error: unknown) => {
    throw new UnusableDump('The database in this backup cannot be opened.', { cause: error });
  });
  try {
    return checkCounts(head, await tableCounts(copy));
  } finally {
    await copy.close();
  }
}

/** Throws `UnusableDump` when bytes are missing or others than were dumped. */
export function checkWhole({ head, body }: Dump): void {
  if (body.length !== head.bytes || digest(body) !== head.sha256)
    throw new UnusableDump('The backup is cut off or damaged; it is not used.');
}

/** Number of rows. Throws `UnusableDump` when a table has other rows than were dumped. */
export function checkCounts({ tables }: Pick<DumpHead, 'tables'>, counts: Record<string, number>): number {
  const rows = sameCounts(tables, counts);
  if (rows === undefined)
    throw new UnusableDump('The database in this backup does not have the rows that were backed up.');
  return rows;
}

/** The files of a dump as PGlite takes them. */
export function tarOf(body: Buffer): Blob {
  return new Blob([new Uint8Array(body)], { type: 'application/x-gzip' });
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
