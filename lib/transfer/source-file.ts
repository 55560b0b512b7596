import 'server-only';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { CommandError } from './command-error';

/** A file to read, or standard input. */
export type SourceFile = {
  chunks: AsyncIterable<Buffer>;
  /** Bytes; `undefined` for standard input. */
  size: number | undefined;
  bytesRead(): number;
};

/** Opens a file, `-` being standard input. Throws `CommandError` when it is not there. */
export async function openSource(path: string): Promise<SourceFile> {
  // Asked first: a stream of a file that is not there fails while nobody listens.
  const size = path === '-' ? undefined : await fileSize(path);
  const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 256 * 1024 });
  let read = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      read += chunk.length;
      yield chunk;
    }
  }
  return { chunks: counted(), size, bytesRead: () => read };
}

/** A digest of the contents of a file: what tells one import from another. */
export async function fileDigest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return hash.digest('hex');
}

/** Bytes of a file. Throws `CommandError` when there is none. */
export async function fileSize(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) throw new CommandError(`There is no file ${path}.`);
  return found.size;
}
