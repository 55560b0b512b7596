import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { testStores, type FreshStore } from '@/lib/embedded-api/testing/stores';
import { clearStore } from './clear-store';
import { csvRows } from './csv-rows';
import { exportIdentities, type ExportFormat } from './export-identities';
import { importAllOrNothing } from './import-identities';
import { jsonRows } from './json-lines';
import { all, bytes } from './testing/bytes';
import { contents, importLines, importOptions, jsonLines } from './testing/imports';

const never = new AbortController().signal;

describe.each(testStores(process.env.TEST_DATABASE_URL))('exporting on $name', ({ open }) => {
  let store: FreshStore;
  let database: Database;
  beforeAll(async () => {
    store = await open();
    database = store.database;
  }, 60_000);
  afterAll(() => store.close());
  beforeEach(() => database.orm.transaction(clearStore));

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
          expect((await importLines(database, jsonLines(...made))).counts.created).toBe(made.length);
          const before = (await contents(database)).identities;
          for (const format of [{ format: 'jsonl' }, { format: 'csv', spreadsheet: false }] as const) {
            const file = await exported(format);
            await database.orm.transaction(clearStore);
            const chosen = importOptions();
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
        importOptions(),
      );
      expect(await exported({ format: 'jsonl' })).toContain(
        `"metadata":${metadata.replace('\r\n', '  ')}}\n`,
      );
      expect(await exported({ format: 'csv', spreadsheet: false })).toContain(
        `"${metadata.replaceAll('"', '""')}"`,
      );
    });

    it('for spreadsheets holds no formula and comes back whole', async () => {
      await importLines(database, jsonLines({ external_id: '+49', display_name: '=1+1' }));
      const file = await exported({ format: 'csv', spreadsheet: true });
      expect(file).toContain(`"'+49","'=1+1"`);
      const before = (await contents(database)).identities;
      await database.orm.transaction(clearStore);
      await importAllOrNothing(
        database,
        csvRows(bytes(file), { skip: 0, spreadsheet: true }),
        importOptions(),
      );
      expect((await contents(database)).identities).toEqual(before);
    });

    it('of thousands is in the order of ids, none twice', async () => {
      await importLines(
        database,
        jsonLines(...Array.from({ length: 2_300 }, (_, n) => ({ external_id: `${n}` }))),
      );
      const ids = (await all(jsonRows(bytes(await exported({ format: 'jsonl' })), { skip: 0 }))).map((row) =>
        row.kind === 'row' ? row.row.id : row,
      );
      expect(ids).toEqual((await contents(database)).identities.map(({ id }) => id));
    });
  });
});
