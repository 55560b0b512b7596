import { asc, count, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { searchText, tagKey } from '@/lib/db/identity-keys';
import { identities, importMarks } from '@/lib/db/schema';
import { testStores, type FreshStore } from '@/lib/embedded-api/testing/stores';
import { clearStore } from './clear-store';
import { ImportConflict, importResumably } from './import-identities';
import { jsonRows } from './json-lines';
import type { RejectedRow } from './source-row';
import { bytes } from './testing/bytes';
import { contents, importLines, importOptions, jsonLines, NOW } from './testing/imports';

describe.each(testStores(process.env.TEST_DATABASE_URL))('importing on $name', ({ open }) => {
  let store: FreshStore;
  let database: Database;
  beforeAll(async () => {
    store = await open();
    database = store.database;
  }, 60_000);
  afterAll(() => store.close());
  beforeEach(() => database.orm.transaction(clearStore));

  const stored = () =>
    database.orm
      .select({ externalId: identities.externalId, displayName: identities.displayName })
      .from(identities)
      .orderBy(asc(identities.externalId));
  const total = async () => (await database.orm.select({ count: count() }).from(identities))[0]?.count;
  const importOn = (text: string, chosen = importOptions()) =>
    importResumably(database, 'digest of a file', (skip) => jsonRows(bytes(text), { skip }), chosen);
  const reasons = (rejected: RejectedRow[]) =>
    rejected.map(({ line, reasons }) => [line, Object.keys(reasons)]);

  describe('all or nothing', () => {
    it('stores every row with its derived columns', async () => {
      const file = jsonLines(
        {
          external_id: 'a',
          display_name: 'Ádá',
          email: 'ada@example.com',
          tags: ['x', '"y\\'],
          metadata: { n: 1 },
        },
        {
          _id: 'contact_01',
          external_id: 'b',
          created: '2026-01-01T00:00:00Z',
          updated: '2026-02-01T00:00:00Z',
        },
        { external_id: 'c', created: '2026-03-01T00:00:00Z' },
      );
      expect(await importLines(database, file)).toEqual({
        stored: true,
        counts: { created: 3, updated: 0, skipped: 0, rejected: 0 },
      });
      const rows = (await contents(database)).identities.sort((one, other) =>
        one.externalId.localeCompare(other.externalId),
      );
      expect(rows).toMatchObject([
        {
          externalId: 'a',
          displayName: 'Ádá',
          nameKey: 'ada',
          tags: ['x', '"y\\'],
          tagKeys: ['x', '"y\\'].map(tagKey),
          metadata: '{"n":1}',
          created: NOW,
          updated: NOW,
        },
        {
          id: 'contact_01',
          email: null,
          created: new Date('2026-01-01T00:00:00Z'),
          updated: new Date('2026-02-01T00:00:00Z'),
        },
        {
          displayName: null,
          avatarUrl: null,
          metadata: '{}',
          updated: new Date('2026-03-01T00:00:00Z'),
          reportsUsage: true,
        },
      ]);
      for (const row of rows) expect(row.searchText).toBe(searchText(row));
    });

    it('stores nothing when one row is rejected, and reports them all: broken, twice in the file, taken', async () => {
      await importLines(database, jsonLines({ _id: 'id-1', external_id: 'old' }));
      const chosen = importOptions();
      const file = jsonLines(
        { external_id: 'a' },
        { external_id: 'old' },
        { external_id: 'b', email: 'no' },
        { external_id: 'a' },
        { _id: 'id-1', external_id: 'c' },
        ...Array.from({ length: 2_500 }, (_, n) => ({ external_id: `many-${n}` })),
        { external_id: 'many-7' },
      );
      expect(await importLines(database, file, chosen)).toMatchObject({
        stored: false,
        counts: { created: 2_501, rejected: 5 },
      });
      expect(reasons(chosen.rejected)).toEqual([
        [2, ['external_id']],
        [3, ['email']],
        [4, ['external_id']],
        [5, ['_id']],
        [2506, ['external_id']],
      ]);
      expect(await stored()).toEqual([{ externalId: 'old', displayName: null }]);
    });

    it('leaves nothing behind a dry run or an interruption, and the indexes as they were', async () => {
      const indexes = async () =>
        (
          await database.orm
            .select({ name: sql<string>`indexname` })
            .from(sql`pg_indexes where schemaname = 'public' order by 1`)
        ).map(({ name }) => name);
      const before = await indexes();
      expect(
        await importLines(database, jsonLines({ external_id: 'a' }), { ...importOptions(), dryRun: true }),
      ).toMatchObject({
        stored: false,
        counts: { created: 1, rejected: 0 },
      });
      const interruption = new AbortController();
      const file = jsonLines(...Array.from({ length: 3_000 }, (_, n) => ({ external_id: `${n}` })));
      const interrupted = importLines(database, file, {
        ...importOptions(),
        onProgress: () => interruption.abort(),
        signal: interruption.signal,
      });
      await expect(interrupted).rejects.toThrow(/abort/i);
      expect([await total(), await indexes()]).toEqual([0, before]);
    });

    it('skips or updates what is there, if asked; an update keeps what the row does not mention', async () => {
      await importLines(
        database,
        jsonLines({ external_id: 'a', display_name: 'Old', email: 'old@example.com', metadata: { kept: 1 } }),
      );
      const file = jsonLines({ external_id: 'a', display_name: 'New', email: null }, { external_id: 'b' });
      expect(await importLines(database, file, importOptions('skip'))).toMatchObject({
        stored: true,
        counts: { created: 1, skipped: 1 },
      });
      expect(await stored()).toMatchObject([{ displayName: 'Old' }, { externalId: 'b' }]);
      expect(await importLines(database, file, importOptions('update'))).toMatchObject({
        stored: true,
        counts: { created: 0, updated: 2 },
      });
      expect(
        (await contents(database)).identities.find(({ externalId }) => externalId === 'a'),
      ).toMatchObject({
        displayName: 'New',
        email: null,
        nameKey: 'new',
        metadata: '{"kept":1}',
      });
    });
  });

  describe('with resume', () => {
    const rows = Array.from({ length: 4_500 }, (_, n) =>
      n % 900 === 5 ? { external_id: '' } : { external_id: `u-${n}` },
    );
    const file = jsonLines(...rows);

    it('stores what can be stored, goes on where it was interrupted, and knows a finished file', async () => {
      const interruption = new AbortController();
      let batches = 0;
      const first = importOn(file, {
        ...importOptions(),
        onProgress: () => {
          batches += 1;
          if (batches === 2) interruption.abort();
        },
        signal: interruption.signal,
      });
      await expect(first).rejects.toThrow(/abort/i);
      expect(await total()).toBe(1_997);

      const second = importOptions();
      expect(await importOn(file, second)).toEqual({
        mark: { rows: 4_500, imported: 4_495, rejected: 5, finished: true },
        counts: { created: 2_498, updated: 0, skipped: 0, rejected: 2 },
      });
      expect(reasons(second.rejected)).toEqual([
        [2706, ['external_id']],
        [3606, ['external_id']],
      ]);
      expect(await total()).toBe(4_495);

      const third = importOptions();
      expect(await importOn(file, third)).toMatchObject({
        mark: { finished: true },
        counts: { created: 0, rejected: 0 },
      });
      expect(third.rejected).toEqual([]);
    });

    it('takes back a batch whose mark cannot be set: another process imports the file', async () => {
      const importing = importOn(file, {
        ...importOptions(),
        onResume: async () => {
          await database.orm
            .insert(importMarks)
            .values({ fileDigest: 'digest of a file', rows: 7, imported: 7, rejected: 0, updated: NOW });
        },
      });
      await expect(importing).rejects.toThrow(ImportConflict);
      expect(await total()).toBe(0);
    });
  });
});
