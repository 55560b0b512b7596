import 'server-only';
import { endEntries, type Closing } from '../audited';
import type { HeldJob } from './held-job';
import { endItems, noteBefore, type ItemEnd } from './item-store';
import { SharedWrites } from './shared-writes';

/** What is stored before changes are made: nothing is written that was not noted. */
export class Notes {
  readonly #writes: SharedWrites<{ position: number; before: unknown }>;

  constructor(job: HeldJob) {
    this.#writes = new SharedWrites((notes) => noteBefore(job.orm, job.id, notes));
  }

  /** Resolves when the note is stored. */
  note(position: number, before: unknown): Promise<void> {
    return this.#writes.add({ position, before });
  }
}

/** How many ends are written in one statement, and how long the first of them waits, in milliseconds. */
const ENDS_AT_ONCE = 25;
const ENDS_WAIT_MS = 500;

/** How items and their entries of the audit log ended, written some at a time. What a crash leaves unwritten is looked up by the next process. */
export class Ends {
  #waiting: ItemEnd[] = [];
  #closings: Closing[] = [];
  #since = performance.now();

  constructor(readonly job: HeldJob) {}

  /** Takes the end of an entry, which is written before that of its item. */
  close(closing: Closing): void {
    this.#closings.push(closing);
  }

  async add(end: ItemEnd): Promise<void> {
    if (this.#waiting.length === 0) this.#since = performance.now();
    this.#waiting.push(end);
    if (this.#waiting.length >= ENDS_AT_ONCE || performance.now() - this.#since > ENDS_WAIT_MS)
      await this.flush();
  }

  async flush(): Promise<void> {
    const [ends, closings] = [this.#waiting, this.#closings];
    [this.#waiting, this.#closings] = [[], []];
    await endEntries(closings);
    await endItems(this.job.orm, this.job.id, this.job.owner, ends);
  }
}
