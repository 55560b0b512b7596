import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Writes what several pieces of work have to write in one statement: a store in this process answers one at a time, and
 * most of what a small statement costs is that it is one.
 */
export class SharedWrites<Row> {
  #rows: Row[] = [];
  #gathering: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(readonly write: (rows: readonly Row[]) => Promise<void>) {}

  /** Resolves when the row is stored; rejects when the statement that it went with was not. */
  add(row: Row): Promise<void> {
    this.#rows.push(row);
    return (this.#gathering ??= this.#gather());
  }

  async #gather(): Promise<void> {
    await this.#last;
    // Those that are about to write get a chance to come along.
    await nextTurn();
    const rows = this.#rows;
    this.#rows = [];
    this.#gathering = undefined;
    const writing = this.write(rows);
    this.#last = writing.catch(() => {});
    await writing;
  }
}
