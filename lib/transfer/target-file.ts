import 'server-only';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { CommandError } from './command-error';

/**
 * Writes a file, `-` being standard output. The file has its name only once it is whole and on the disk: until then
 * it is called `NAME.partial`, and is removed when `work` fails. Readable by this user alone. Throws `CommandError`
 * when there is a file already and `force` is not set.
 */
export async function writeTarget<T>(
  path: string,
  { force, gzip }: { force: boolean; gzip: boolean },
  work: (write: (text: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  if (path === '-') {
    // A reader that leaves early (`head`) is found at the next write; unheard, it would end the process.
    process.stdout.on('error', () => {});
    return work(writerOf(process.stdout));
  }
  checkTarget(path, force);
  const partial = `${path}.partial`;
  const file = createWriteStream(partial, { mode: 0o600 });
  const target: Writable = gzip ? createGzip() : file;
  if (gzip) target.pipe(file);
  // Heard here as well: a disk that is full while nobody writes must not end the process.
  const ended = finished(file);
  ended.catch((error: unknown) => target.destroy(error instanceof Error ? error : new Error(String(error))));
  try {
    const result = await work(writerOf(target));
    target.end();
    await ended;
    await synced(partial);
    await rename(partial, path);
    return result;
  } catch (error) {
    target.destroy();
    file.destroy();
    await rm(partial, { force: true });
    throw error;
  }
}

/** Throws `CommandError` when a file is there that must not be replaced. */
function checkTarget(path: string, force: boolean): void {
  if (path === '-' || force || !existsSync(path)) return;
  throw new CommandError(`${path} is there already. Choose another name, or add --force to replace it.`);
}

function writerOf(target: Writable): (text: string) => Promise<void> {
  return async (text) => {
    if (target.destroyed) throw target.errored ?? new CommandError('The output was closed.');
    if (!target.write(text)) await once(target, 'drain');
  };
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
