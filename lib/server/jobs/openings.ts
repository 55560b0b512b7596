import 'server-only';
import { openEntries, type NewEntry } from '@/lib/audit/audit-log';
import type { Orm } from '@/lib/db/database';
import { SharedWrites } from './shared-writes';

/**
 * Opens the audit entries of items, those of several in one statement, each before its own change. An entry that the store
 * does not take keeps no other from being taken.
 */
export class Openings {
  readonly #writes: SharedWrites<{ entry: NewEntry; failure?: { error: unknown } }>;

  constructor(orm: Orm) {
    this.#writes = new SharedWrites(async (openings) => {
      try {
        await openEntries(
          orm,
          openings.map(({ entry }) => entry),
        );
      } catch (error) {
        if (openings.length === 1) throw error;
        for (const opening of openings)
          await openEntries(orm, [opening.entry]).catch((own: unknown) => (opening.failure = { error: own }));
      }
    });
  }

  /** Resolves when the entry is stored; rejects when the store does not take it. */
  async open(entry: NewEntry): Promise<void> {
    const opening: { entry: NewEntry; failure?: { error: unknown } } = { entry };
    await this.#writes.add(opening);
    if (opening.failure !== undefined) throw opening.failure.error;
  }
}
