import 'server-only';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Database } from '@/lib/db/database';
import { formatCount } from '@/lib/format/numbers';
import { appOrigins, settings } from '@/lib/server/settings';
import { backUp } from './backup';
import { CommandError } from './command-error';
import { exportIdentities } from './export-identities';
import { fileFormat, type FileFormat } from './file-format';
import type { CommandEnd } from './import-command';
import { progressBar } from './progress-bar';
import { restore, StoreNotEmpty } from './restore';
import { resetWorkspace } from './reset-workspace';
import { UnreadableFile } from './source-row';
import { writeTarget } from './target-file';

export type SeedProfile = 'demo' | 'empty' | 'huge';

/** `data export`. Throws `CommandError`. */
export async function exportCommand(
  database: Database,
  command: { file: string; format?: FileFormat | undefined; spreadsheet: boolean; force: boolean },
  signal: AbortSignal,
): Promise<CommandEnd> {
  const format = fileFormat(command.file, command.format);
  if (command.spreadsheet && format !== 'csv') throw new CommandError('--spreadsheet is for CSV only.');
  const bar = progressBar('Exporting');
  const shape = format === 'csv' ? { format, spreadsheet: command.spreadsheet } : { format };
  const rows = await writeTarget(command.file, { force: command.force, gzip: false }, (write) =>
    exportIdentities(database, shape, write, bar.onRows, signal),
  ).finally(() => bar.stop());
  const line = `Exported ${formatCount(rows)} ${rows === 1 ? 'identity' : 'identities'} to ${command.file}.`;
  return { lines: command.file === '-' ? [] : [line], complete: true };
}

/** `data backup`. Throws `CommandError`. */
export async function backupCommand(
  database: Database,
  { file, force }: { file: string; force: boolean },
  signal: AbortSignal,
): Promise<CommandEnd> {
  const bar = progressBar('Backing up');
  const rows = await writeTarget(file, { force, gzip: true }, (write) =>
    backUp(database, new Date(), write, bar.onRows, signal),
  ).finally(() => bar.stop());
  const line = `Backed up ${formatCount(rows)} rows of all tables to ${file}.`;
  return { lines: file === '-' ? [] : [line], complete: true };
}

/** `data restore`. Throws `CommandError` and `UnreadableFile`. */
export async function restoreCommand(
  database: Database,
  { file, replace }: { file: string; replace: boolean },
  signal: AbortSignal,
): Promise<CommandEnd> {
  const bar = progressBar('Restoring');
  try {
    const rows = await restore(database, unzipped(file), { replace }, bar.onRows, signal);
    return { lines: [`Restored ${formatCount(rows)} rows from ${file}.`], complete: true };
  } catch (error) {
    if (error instanceof StoreNotEmpty) {
      throw new CommandError(
        'The store is not empty. Add --replace to put the backup in the place of all that is there.',
      );
    }
    throw error;
  } finally {
    bar.stop();
  }
}

async function* unzipped(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file);
  const target: Readable = source.pipe(createGunzip());
  source.on('error', (error) => target.destroy(error));
  try {
    yield* target as AsyncIterable<Buffer>;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'Z_BUF_ERROR') throw new UnreadableFile('The backup is cut off; it is not used.');
    if (code.startsWith('Z_'))
      throw new UnreadableFile('This is not a backup of Identity Desk, or it is damaged.');
    throw error;
  } finally {
    source.destroy();
  }
}

/** `data reset`: empties the store, and fills it anew if a seed is named. */
export async function resetCommand(
  database: Database,
  { seed, size }: { seed: SeedProfile | undefined; size: number | undefined },
): Promise<CommandEnd> {
  const [avatarOrigin = ''] = appOrigins(settings());
  const seeded = await resetWorkspace(database, { seed, size, avatarOrigin, now: new Date() });
  return {
    lines: [
      seeded === 0 ? 'The store is empty.' : `The store is new, with ${formatCount(seeded)} identities.`,
    ],
    complete: true,
  };
}
