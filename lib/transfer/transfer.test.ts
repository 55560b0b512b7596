import { asc, count, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { searchText, tagKey } from '@/lib/db/identity-keys';
import {
  deletedIdentities,
  identities,
  importMarks,
  usageDays,
  usageReports,
  workspace,
} from '@/lib/db/schema';
import { seedWorkspace } from '@/lib/demo-workspace/seed-workspace';
import { testStores, type FreshStore } from '@/lib/embedded-api/testing/stores';
import { backUp } from './backup';
import { clearStore } from './clear-store';
import { csvRows } from './csv-rows';
import { exportIdentities, type ExportFormat } from './export-identities';
import type { ExistingRule } from './import-batch';
import { ImportConflict, importAllOrNothing, importResumably } from './import-identities';
import { jsonRows } from './json-lines';
import { restore, StoreNotEmpty } from './restore';
import type { RejectedRow } from './source-row';
import { all, bytes } from './testing/bytes';

const never = new AbortController().signal;
const now = new Date('2026-11-20T12:00:00Z');

/** Every row of every table, with the exact text of metadata. */
async function contents({ orm }: Database) {
  const stored = { ...identityColumns(), metadata: sql<string>`${identities.metadata}::text` };
  return {
    identities: await orm.select(stored).from(identities).orderBy(asc(identities.id)),
    deleted: await orm.select().from(deletedIdentities).orderBy(asc(deletedIdentities.id)),
    usage: await orm.select().from(usageDays).orderBy(asc(usageDays.externalId), asc(usageDays.day)),
    reports: await orm.select().from(usageReports).orderBy(asc(usageReports.key)),
    marks: await orm.select().from(importMarks),
    workspace: await orm.select().from(workspace),
  };
}
function identityColumns() {
  const { id, externalId, displayName, email, avatarUrl, tags, tagKeys, nameKey, searchText, reportsUsage } =
    identities;
  const { created, updated } = identities;
  return {
    id,
    externalId,
    displayName,
    email,
    avatarUrl,
    tags,
    tagKeys,
    nameKey,
    searchText,
    reportsUsage,
    created,
    updated,
  };
}

describe.each(testStores(process.env.TEST_DATABASE_URL))('moving identities on $name', ({ open }) => {
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
  const lines = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

  function options(existing: ExistingRule = 'reject') {
    const rejected: RejectedRow[] = [];
    return {
      rejected,
      existing,
      now,
      dryRun: false,
      onRejected: async (rows: readonly RejectedRow[]) => void rejected.push(...rows),
      onProgress: () => {},
      onResume: async () => {},
      signal: never,
    };
  }
  const importLines = (text: string, chosen = options()) =>
    importAllOrNothing(database, jsonRows(bytes(text), { skip: 0 }), chosen);
  const importOn = (text: string, chosen = options()) =>
    importResumably(database, 'digest of a file', (skip) => jsonRows(bytes(text), { skip }), chosen);
  async function exported(format: ExportFormat): Promise<string> {
    let text = '';
    await exportIdentities(
      database,
      format,
      async (part) => void (text += part),
      () => {},
      never,
    );
    return text;
  }
  const reasons = (rejected: RejectedRow[]) =>
    rejected.map(({ line, reasons }) => [line, Object.keys(reasons)]);

  describe('all or nothing', () => {
    it('stores every row with its derived columns', async () => {
      const file = lines(
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
      expect(await importLines(file)).toEqual({
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
          created: now,
          updated: now,
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
      await importLines(lines({ _id: 'id-1', external_id: 'old' }));
      const chosen = options();
      const file = lines(
        { external_id: 'a' },
        { external_id: 'old' },
        { external_id: 'b', email: 'no' },
        { external_id: 'a' },
        { _id: 'id-1', external_id: 'c' },
        ...Array.from({ length: 2_500 }, (_, n) => ({ external_id: `many-${n}` })),
        { external_id: 'many-7' },
      );
      expect(await importLines(file, chosen)).toMatchObject({
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
      expect(await importLines(lines({ external_id: 'a' }), { ...options(), dryRun: true })).toMatchObject({
        stored: false,
        counts: { created: 1, rejected: 0 },
      });
      const interruption = new AbortController();
      const file = lines(...Array.from({ length: 3_000 }, (_, n) => ({ external_id: `${n}` })));
      const interrupted = importLines(file, {
        ...options(),
        onProgress: () => interruption.abort(),
        signal: interruption.signal,
      });
      await expect(interrupted).rejects.toThrow(/abort/i);
      expect([await total(), await indexes()]).toEqual([0, before]);
    });

    it('skips or updates what is there, if asked; an update keeps what the row does not mention', async () => {
      await importLines(
        lines({ external_id: 'a', display_name: 'Old', email: 'old@example.com', metadata: { kept: 1 } }),
      );
      const file = lines({ external_id: 'a', display_name: 'New', email: null }, { external_id: 'b' });
      expect(await importLines(file, options('skip'))).toMatchObject({
        stored: true,
        counts: { created: 1, skipped: 1 },
      });
      expect(await stored()).toMatchObject([{ displayName: 'Old' }, { externalId: 'b' }]);
      expect(await importLines(file, options('update'))).toMatchObject({
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
    const file = lines(...rows);

    it('stores what can be stored, goes on where it was interrupted, and knows a finished file', async () => {
      const interruption = new AbortController();
      let batches = 0;
      const first = importOn(file, {
        ...options(),
        onProgress: () => {
          batches += 1;
          if (batches === 2) interruption.abort();
        },
        signal: interruption.signal,
      });
      await expect(first).rejects.toThrow(/abort/i);
      expect(await total()).toBe(1_997);

      const second = options();
      expect(await importOn(file, second)).toEqual({
        mark: { rows: 4_500, imported: 4_495, rejected: 5, finished: true },
        counts: { created: 2_498, updated: 0, skipped: 0, rejected: 2 },
      });
      expect(reasons(second.rejected)).toEqual([
        [2706, ['external_id']],
        [3606, ['external_id']],
      ]);
      expect(await total()).toBe(4_495);

      const third = options();
      expect(await importOn(file, third)).toMatchObject({
        mark: { finished: true },
        counts: { created: 0, rejected: 0 },
      });
      expect(third.rejected).toEqual([]);
    });

    it('takes back a batch whose mark cannot be set: another process imports the file', async () => {
      const importing = importOn(file, {
        ...options(),
        onResume: async () => {
          await database.orm
            .insert(importMarks)
            .values({ fileDigest: 'digest of a file', rows: 7, imported: 7, rejected: 0, updated: now });
        },
      });
      await expect(importing).rejects.toThrow(ImportConflict);
      expect(await total()).toBe(0);
    });
  });

  describe('an export', () => {
    it('is imported as it was, as JSON Lines and as CSV, whatever the texts are', async () => {
      const text = fc.string({
        unit: fc.constantFrom(
          '"',
          ',',
          '\r',
          '\n',
          '\t',
          '=',
          '+',
          '-',
          '@',
          "'",
          '\\',
          ' ',
          '\u2028',
          'é',
          '😀',
          'a',
        ),
      });
      const filled = text.filter((value) => value !== '');
      const identity = fc.record(
        {
          external_id: filled,
          display_name: text,
          tags: fc.array(text, { maxLength: 3 }),
          metadata: fc.dictionary(text, fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }))),
        },
        { requiredKeys: ['external_id'] },
      );
      const some = fc.uniqueArray(identity, { selector: (one) => one.external_id, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(some, async (made) => {
          await database.orm.transaction(clearStore);
          expect((await importLines(lines(...made))).counts.created).toBe(made.length);
          const before = (await contents(database)).identities;
          for (const format of [{ format: 'jsonl' }, { format: 'csv', spreadsheet: false }] as const) {
            const file = await exported(format);
            await database.orm.transaction(clearStore);
            const chosen = options();
            const source =
              format.format === 'csv'
                ? csvRows(bytes(file, 11), { skip: 0, spreadsheet: false })
                : jsonRows(bytes(file, 11), { skip: 0 });
            await importAllOrNothing(database, source, chosen);
            expect(chosen.rejected).toEqual([]);
            expect((await contents(database)).identities).toEqual(before);
          }
        }),
        { numRuns: 30 },
      );
    });

    it('keeps metadata that JavaScript cannot hold, on one line of JSON and exactly in CSV', async () => {
      const metadata = '{ "big" : 9007199254740993,\r\n "a":1, "a":2, "text":"line\\nbreak" }';
      await importAllOrNothing(
        database,
        csvRows(bytes(`external_id,metadata\na,"${metadata.replaceAll('"', '""')}"\n`), {
          skip: 0,
          spreadsheet: false,
        }),
        options(),
      );
      expect(await exported({ format: 'jsonl' })).toContain(
        `"metadata":${metadata.replace('\r\n', '  ')}}\n`,
      );
      expect(await exported({ format: 'csv', spreadsheet: false })).toContain(
        `"${metadata.replaceAll('"', '""')}"`,
      );
    });

    it('for spreadsheets holds no formula and comes back whole', async () => {
      await importLines(lines({ external_id: '+49', display_name: '=1+1' }));
      const file = await exported({ format: 'csv', spreadsheet: true });
      expect(file).toContain(`"'+49","'=1+1"`);
      const before = (await contents(database)).identities;
      await database.orm.transaction(clearStore);
      await importAllOrNothing(database, csvRows(bytes(file), { skip: 0, spreadsheet: true }), options());
      expect((await contents(database)).identities).toEqual(before);
    });

    it('of thousands is in the order of ids, none twice', async () => {
      await importLines(lines(...Array.from({ length: 2_300 }, (_, n) => ({ external_id: `${n}` }))));
      const ids = (await all(jsonRows(bytes(await exported({ format: 'jsonl' })), { skip: 0 }))).map((row) =>
        row.kind === 'row' ? row.row.id : row,
      );
      expect(ids).toEqual((await contents(database)).identities.map(({ id }) => id));
    });
  });

  describe('a backup', () => {
    async function backedUp(): Promise<Buffer> {
      let text = '';
      await backUp(
        database,
        now,
        async (part) => void (text += part),
        () => {},
        never,
      );
      return Buffer.from(text);
    }
    const bringBack = (backup: Buffer, replace = false, to = database) =>
      restore(to, bytes(backup), { replace }, () => {}, never);

    it('brings everything back, into either kind of store', { timeout: 60_000 }, async () => {
      await seedWorkspace(database, {
        profile: 'demo',
        size: 300,
        now,
        avatarOrigin: 'http://127.0.0.1:3000',
      });
      const report = { identityId: 'i', externalId: 'e', reportDigest: 'd', answer: '{}', created: now };
      await database.orm.insert(usageReports).values({ key: 'k', ...report });
      await importOn(lines({ external_id: 'imported' }));
      const before = await contents(database);
      const backup = await backedUp();
      await expect(bringBack(backup)).rejects.toThrow(StoreNotEmpty);
      await importLines(lines({ external_id: 'later' }));
      await bringBack(backup, true);
      expect(await contents(database)).toEqual(before);

      for (const { open: openOther } of testStores(process.env.TEST_DATABASE_URL)) {
        const other = await openOther();
        try {
          await bringBack(backup, false, other.database);
          expect(await contents(other.database)).toEqual(before);
        } finally {
          await other.close();
        }
      }
    });

    it('that is cut off, damaged or none changes nothing', async () => {
      await importLines(lines(...Array.from({ length: 50 }, (_, n) => ({ external_id: `${n}` }))));
      const before = await contents(database);
      const whole = (await backedUp()).toString();
      const parts = whole.trimEnd().split('\n');
      for (const [text, words] of [
        [parts.slice(0, -1).join('\n'), /cut off/],
        [parts.filter((_, at) => at !== 20).join('\n'), /lost rows/],
        [whole.replace('"identities",{', '"identities",['), /^Line \d+ of the backup is broken/],
        [whole.replace('"identity_desk_backup":1', '"identity_desk_backup":2'), /newer Identity Desk/],
        ['{}\n', /not a backup/],
        ['', /cut off/],
      ] as const) {
        await expect(bringBack(Buffer.from(text), true)).rejects.toThrow(words);
      }
      expect(await contents(database)).toEqual(before);
    });
  });
});
