import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { auditEntries, auditOutcomes } from '@/lib/db/audit-tables';
import { testStores, type FreshStore } from '@/lib/embedded-api/testing/stores';
import { closeEntry, openEntry } from './audit-log';
import { removeOldEntries } from './retention';

const DAY = 86_400_000;

describe.each(testStores(process.env.TEST_DATABASE_URL))('old entries on $name', ({ open }) => {
  let store: FreshStore;
  beforeAll(async () => {
    store = await open();
  }, 60_000);
  afterAll(() => store.close());

  it('go with their ends once they are older than 400 days, and no sooner', async () => {
    const { orm } = store.database;
    const now = Date.UTC(2026, 10, 21, 12);
    const writtenAt = async (time: number) => {
      vi.useFakeTimers({ now: time, toFake: ['Date'] });
      const id = await openEntry(orm, { action: 'sign-out' });
      await closeEntry(orm, id, { outcome: 'done' });
      vi.useRealTimers();
      return id;
    };
    await writtenAt(now - 500 * DAY);
    await writtenAt(now - 400 * DAY - 1_000);
    const kept = [await writtenAt(now - 400 * DAY + 1_000), await writtenAt(now)];
    expect(await removeOldEntries(orm, now)).toBe(2);
    const left = await orm
      .select({ id: auditEntries.id })
      .from(auditEntries)
      .innerJoin(auditOutcomes, eq(auditOutcomes.entryId, auditEntries.id))
      .orderBy(auditEntries.id);
    expect(left.map(({ id }) => id)).toEqual(kept);
    expect(await orm.select().from(auditOutcomes)).toHaveLength(2);
    expect(await removeOldEntries(orm, now)).toBe(0);
  });

  it('go in batches, however many there are', { timeout: 60_000 }, async () => {
    const { orm } = store.database;
    await orm.execute(sql`insert into audit_entries (id, at, action)
      select '00000' || lpad(n::text, 21, '0'), now(), 'sign-out' from generate_series(1, 12001) as n`);
    expect(await removeOldEntries(orm, Date.UTC(2026, 10, 21, 12))).toBe(12_001);
  });
});
