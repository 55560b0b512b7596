import 'server-only';
import { eq, and } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { jobs } from '@/lib/db/job-tables';
import { withoutParameters } from '@/lib/db/query-error';
import { logEvent } from '../log';
import { dropLease, LEASE_MS, RENEW_MS, renewLease } from './leases';
import type { JobRow } from './job-row';

/**
 * A job that this process works on. While it does, its lease is renewed and what others want of the job is heard:
 * whoever works asks `isWanted` before each item.
 */
export class HeldJob {
  #heldUntil = performance.now() + LEASE_MS;
  #renewing: NodeJS.Timeout;
  #lost = false;
  #row: JobRow;

  constructor(
    readonly orm: Orm,
    row: JobRow,
    readonly owner: string,
  ) {
    this.#row = row;
    this.#renewing = setInterval(() => void this.#renew(), RENEW_MS);
    this.#renewing.unref();
  }

  get id(): string {
    return this.#row.id;
  }

  /** Whether an item may still be begun: the job is ours, and in the state that it was in. */
  isWanted(state: string): boolean {
    return !this.#lost && this.#row.state === state && performance.now() < this.#heldUntil;
  }

  /** The job as it is stored now; undefined when it is not ours any more. */
  async row(): Promise<JobRow | undefined> {
    await this.#renew();
    return this.#lost ? undefined : this.#row;
  }

  /** Changes the job, if it is ours and still in the state that was seen. Says whether it was. */
  async change(state: string, changes: Partial<typeof jobs.$inferInsert>): Promise<boolean> {
    const changed = await this.orm
      .update(jobs)
      .set(changes)
      .where(and(eq(jobs.id, this.id), eq(jobs.owner, this.owner), eq(jobs.state, state)))
      .returning({ id: jobs.id });
    return changed.length > 0;
  }

  /** Hears at once what another part of this process changed. */
  hear(): void {
    void this.#renew();
  }

  /** Lets the job go. */
  async release(): Promise<void> {
    clearInterval(this.#renewing);
    if (!this.#lost) await dropLease(this.orm, this.id, this.owner);
  }

  async #renew(): Promise<void> {
    const asked = performance.now();
    try {
      const row = await renewLease(this.orm, this.id, this.owner);
      if (row === undefined) this.#lost = true;
      else {
        this.#row = row;
        this.#heldUntil = asked + LEASE_MS;
      }
    } catch (error) {
      // The lease runs out by itself, and no item is begun after it.
      logEvent('warn', 'job-lease-not-renewed', { error: withoutParameters(error) });
    }
  }
}
