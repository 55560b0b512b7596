import { afterAll, beforeAll, expect, test } from 'vitest';
import { newEntry } from '@/lib/audit/audit-log';
import { auditEntries } from '@/lib/db/audit-tables';
import { openDatabase, type Database } from '@/lib/db/database';
import { Openings } from './openings';

let database: Database;
beforeAll(async () => {
  database = await openDatabase({});
}, 60_000);
afterAll(() => database.close());

test('an entry that the store does not take keeps none of the others from being taken', async () => {
  const openings = new Openings(database.orm);
  const entries = ['one', 'not\0storable', 'other'].map((targetExternalId) =>
    newEntry({ action: 'identity.tagged', targetExternalId }),
  );
  const opened = await Promise.allSettled(entries.map((entry) => openings.open(entry)));
  expect(opened.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const stored = await database.orm.select({ id: auditEntries.id }).from(auditEntries);
  expect(stored.map(({ id }) => id).sort()).toEqual([entries[0]?.id, entries[2]?.id].sort());
});
