import 'server-only';
import type { HeldJob } from './held-job';
import { endItems, noteBefore, type ItemEnd } from './item-store';

/**
 * What is written down about items while they are done. Whoever notes waits until it is stored; those that note while one
 * statement is on its way share the next.
 */
export class Notes {
  #waiting: { position: number; before: unknown }[] = [];
  #writing: Promise<void> | undefined;

  constructor(readonly job: HeldJob) {}

  /** Resolves when the note is stored. */
  async note(position: number, before: unknown): Promise<void> {
    this.#waiting.push({ position, before });
    // Of those on its way now, none has this note.
    await this.#writing?.catch(() => {});
    await (this.#writing ??= this.#write());
  }

  async #write(): Promise<void> {
    // Those that are about to note get a chance to come along.
    await Promise.resolve();
    const notes = this.#waiting;
    this.#waiting = [];
    try {
      if (notes.length > 0) await noteBefore(this.job.orm, this.job.id, notes);
    } finally {
      this.#writing = undefined;
    }
  }
}

/** How many ends are written in one statement, and how long the first of them waits, in milliseconds. */
const ENDS_AT_ONCE = 25;
const ENDS_WAIT_MS = 500;

/** How items ended, written some at a time. What a crash leaves unwritten is looked up by the next process. */
export class Ends {
  #waiting: ItemEnd[] = [];
  #since = performance.now();

  constructor(readonly job: HeldJob) {}

  async add(end: ItemEnd): Promise<void> {
    if (this.#waiting.length === 0) this.#since = performance.now();
    this.#waiting.push(end);
    if (this.#waiting.length >= ENDS_AT_ONCE || performance.now() - this.#since > ENDS_WAIT_MS)
      await this.flush();
  }

  async flush(): Promise<void> {
    const ends = this.#waiting;
    this.#waiting = [];
    await endItems(this.job.orm, this.job.id, this.job.owner, ends);
  }
}
