import 'server-only';
import { existsSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { HEAD_BYTES_MAX, headLine, parseHead, UnusableDump, type Dump } from './dump-format';
import { checkWhole } from './take-dump';

/** Writes a dump for this user's eyes only (mode 0600): whole and on the disk, or not at all. Never replaces a file. */
export async function writeDump(path: string, { head, body }: Dump): Promise<void> {
  refuseExisting(path);
  const partial = `${path}.partial`;
  try {
    const file = await open(partial, 'w', 0o600);
    try {
      // The mode above is for a new file only; one that a crash left may have had another.
      await file.chmod(0o600);
      await file.write(headLine(head));
      await file.writeFile(body);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Throws `UnusableDump` when a file is there already. */
export function refuseExisting(path: string): void {
  if (existsSync(path)) throw new UnusableDump(`${path} is there already. Choose another name.`);
}

/** Reads a dump and checks that it is whole. Throws `UnusableDump`. */
export async function readDump(path: string): Promise<Dump> {
  const all = await readFile(path).catch((error: unknown) => {
    throw new UnusableDump(`${path} cannot be read (${error instanceof Error ? error.message : error}).`);
  });
  const end = all.subarray(0, HEAD_BYTES_MAX).indexOf('\n');
  const dump = {
    head: parseHead(all.subarray(0, Math.max(0, end)).toString('utf8')),
    body: all.subarray(end + 1),
  };
  checkWhole(dump);
  return dump;
}
