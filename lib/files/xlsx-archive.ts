import 'server-only';
import { crc32 } from 'node:zlib';
import { open, type Entry, type ZipFile } from 'yauzl';

/** What is wrong with a file, in words for whoever brought it. */
export class UnreadableWorkbook extends Error {}

/** Most parts of a workbook; real ones have some dozens. */
const PARTS_MAX = 2_000;

/** The parts of a workbook, by path. Nothing is unpacked before it is asked for. */
export type Archive = {
  has(path: string): boolean;
  /** The bytes of a part, checked against its sum. Throws `UnreadableWorkbook`. */
  read(path: string): AsyncGenerator<Buffer>;
  close(): void;
};

/** Opens a workbook of the disk. Throws `UnreadableWorkbook`, also when it was cut off: the list of parts is its end. */
export async function openArchive(file: string): Promise<Archive> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    open(file, { lazyEntries: true, autoClose: false }, (error, opened) =>
      error === null ? resolve(opened) : reject(unreadable(error)),
    ),
  );
  try {
    const entries = await entriesOf(zip);
    return {
      has: (path) => entries.has(path),
      read: (path) => partOf(zip, entries.get(path)),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      if (entries.size > PARTS_MAX)
        reject(new UnreadableWorkbook('This file has too many parts for a workbook.'));
      else zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.once('error', (error: Error) => reject(unreadable(error)));
    zip.readEntry();
  });
}

async function* partOf(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<Buffer> {
  if (entry === undefined) throw new UnreadableWorkbook('This is not a workbook: a part of it is missing.');
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) =>
      error === null ? resolve(opened) : reject(unreadable(error)),
    ),
  );
  let sum = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw unreadable(error);
  }
  if (sum !== entry.crc32) throw unreadable(undefined);
}

function unreadable(cause: unknown): UnreadableWorkbook {
  if (cause instanceof UnreadableWorkbook) return cause;
  return new UnreadableWorkbook('This is not an XLSX workbook, or it is cut off or damaged.', { cause });
}
