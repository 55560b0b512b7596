import 'server-only';
import { createReadStream } from 'node:fs';
import { open, truncate, type FileHandle } from 'node:fs/promises';
import type { RejectedRow } from './source-row';

/** Rejected rows shown on the terminal; all of them go to the file. */
const SHOWN = 10;

/** Keeps the first rejected rows to be shown, and writes all to a file if there is one. */
export class RejectsReport {
  readonly #shown: RejectedRow[] = [];
  #file: FileHandle | undefined;

  private constructor(file: FileHandle | undefined) {
    this.#file = file;
  }

  /**
   * `keep` is how many lines of an earlier run stay in the file: those whose rows are stored for good. What an
   * interrupted run wrote after them will be written again.
   */
  static async open(path: string | undefined, keep: number): Promise<RejectsReport> {
    if (path === undefined) return new RejectsReport(undefined);
    if (keep > 0) await cutAfterLines(path, keep);
    return new RejectsReport(await open(path, keep > 0 ? 'a' : 'w', 0o600));
  }

  async add(rows: readonly RejectedRow[]): Promise<void> {
    if (this.#shown.length < SHOWN) this.#shown.push(...rows.slice(0, SHOWN - this.#shown.length));
    const lines = rows.map(
      ({ line, externalId, reasons }) => `${JSON.stringify({ line, external_id: externalId, reasons })}\n`,
    );
    await this.#file?.appendFile(lines.join(''));
  }

  /** The first rejected rows in words, a line each. */
  shown(): string[] {
    return this.#shown.map(({ line, externalId, reasons }) => {
      const words = Object.entries(reasons).map(([field, messages]) =>
        field === 'row' ? messages.join(' ') : `${field}: ${messages.join(' ')}`,
      );
      const name = externalId === undefined ? '' : ` (${JSON.stringify(externalId)})`;
      return `  line ${line}${name}: ${words.join(' ')}`;
    });
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }
}

async function cutAfterLines(path: string, lines: number): Promise<void> {
  let left = lines;
  let length = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) {
        left -= 1;
        if (left === 0) return await truncate(path, length + at + 1);
      }
      length += chunk.length;
    }
  } catch (error) {
    // Another name than last time: the report of this run starts there.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
