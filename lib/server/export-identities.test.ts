import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { parseAuditQuery } from '@/lib/audit/log-query';
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/export/formats';
import { clearStore } from '@/lib/transfer/clear-store';
import { csvRows } from '@/lib/transfer/csv-rows';
import { importAllOrNothing } from '@/lib/transfer/import-identities';
import { jsonRows } from '@/lib/transfer/json-lines';
import { bytes as bytesOf } from '@/lib/transfer/testing/bytes';
import { contents, importLines, importOptions } from '@/lib/transfer/testing/imports';
import { xlsxRows } from '@/lib/transfer/xlsx-rows';
import { readAuditPage } from './audit-entries';
import { cancelExport, checkExport, openExport, readExportProgress } from './export-identities';
import { store } from './store';
import { exported, EVERYTHING, STORED_FIELDS } from './testing/exported';
import { actAs, actWith, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));

/** The real way through: the operator, the client, the wire format and the embedded API. */
withOwnStore();

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'exports-'))));
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  await (await store()).orm.transaction(clearStore);
  await actAs('viewer');
});

/** Texts that files, spreadsheets and parsers are known to change. */
const ODD = [
  '=HYPERLINK("http://x.test","open")',
  "'=1",
  "''+1",
  "'",
  '  @SUM(A1)',
  '＝1',
  'a,b;c"d"\r\ne\nf\rg\th',
  ' spaces ',
  '_x000D_',
  '山田 太郎 👩‍👩‍👧 é',
  '<b>&amp;',
  '00123',
  'TRUE',
  '1e5',
];
const metadataAt = (at: number) =>
  at === 1
    ? `{"text":"${'long 😀 '.repeat(9_000)}"}`
    : `{"n":9007199254740993,"a":1,"a":-2.50,"":"=1","__proto__":{"x":[null,true]}, "t":"${'\\u00e9\\r\\n'}"}`;
const odd = () =>
  ODD.map(
    (text, at) =>
      `{"external_id":${JSON.stringify(`${text}#${at}`)},"display_name":${JSON.stringify(text)},"email":"a${at}@x.example","tags":${JSON.stringify([text, 'b,c', ''])},"metadata":${metadataAt(at)},"created":"2026-01-0${1 + (at % 9)}T00:00:00.123Z"}`,
  ).join('\n');

async function imported(format: ExportFormat, file: Buffer): Promise<unknown> {
  const { orm, ...rest } = await store();
  await orm.transaction(clearStore);
  const path = join(folder, `file.${format}`);
  await writeFile(path, file);
  const chunks = bytesOf(file.toString(), 4_096);
  const rows =
    format === 'csv'
      ? csvRows(chunks, { skip: 0, spreadsheet: true })
      : format === 'jsonl'
        ? jsonRows(chunks, { skip: 0 })
        : xlsxRows(path, { skip: 0 });
  const options = importOptions();
  await importAllOrNothing({ orm, ...rest }, rows, options);
  expect(options.rejected).toEqual([]);
  return (await contents(await store())).identities;
}

test.each(EXPORT_FORMATS)(
  'what is exported as %s is imported as it was, to the last character',
  async (format) => {
    const database = await store();
    await importLines(database, odd());
    const before = (await contents(database)).identities;
    const file = await exported({ selection: EVERYTHING, format });
    expect(file).toMatchObject({ broke: false, progress: { state: 'done', rows: ODD.length } });
    expect(await imported(format, file.bytes)).toEqual(before);
  },
);

test('with all columns it is imported all the same: what is reported is passed over', async () => {
  const database = await store();
  await importLines(database, odd());
  const before = (await contents(database)).identities;
  for (const format of EXPORT_FORMATS) {
    const { bytes } = await exported({
      selection: EVERYTHING,
      format,
      fields: [...STORED_FIELDS, 'requests', 'tokens', 'cost', 'error_rate', 'budget'],
      keys: ['n', 't', 'constructor'],
    });
    expect(await imported(format, bytes)).toEqual(before);
  }
});

const lines = (count: number, more: (at: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, at) => JSON.stringify({ external_id: `u${at}`, ...more(at) })).join('\n');

test('all that match come once, over many pages, whatever the order on screen', async () => {
  await importLines(
    await store(),
    lines(230, (at) => ({
      display_name: at % 2 === 0 ? `Ada ${at}` : `Bob ${at}`,
      tags: at < 50 ? ['x,y'] : [],
    })),
  );
  const ids = async (selection: { search?: string; tags?: string[]; sort?: 'name' | 'updated' }) => {
    const { text } = await exported({
      selection: { ...EVERYTHING, ...selection },
      format: 'jsonl',
      fields: ['external_id'],
    });
    return text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { external_id: string }).external_id);
  };
  expect(new Set(await ids({}))).toHaveLength(230);
  expect(await ids({ sort: 'name', search: 'ada' })).toHaveLength(115);
  expect(await ids({ sort: 'updated', search: 'bob', tags: ['x,y'] })).toHaveLength(25);
});

test('chosen ones come in the order they were chosen, with the columns that were asked for', async () => {
  await importLines(
    await store(),
    lines(3, (at) => ({ _id: `id${at}`, metadata: { plan: ['a', 2, { x: 1 }][at], big: 1 } })),
  );
  const { text } = await exported({
    selection: { by: 'ids', ids: ['id2', 'id0', 'id1'] },
    fields: ['external_id', 'requests'],
    keys: ['plan', 'none'],
  });
  const records = text.split('\r\n');
  expect(records[0]).toBe(
    '\u{feff}"external_id","metadata.plan","metadata.none","total_requests","usage_window_end"',
  );
  expect(records.slice(1).map((record) => record.replace(/,0?,?("20[^"]+")?$/, ''))).toEqual([
    `"u2","{""x"":1}",`,
    '"u0","a",',
    '"u1",2,',
    '',
  ]);
});

test('a gone identity breaks the file off, and says which', async () => {
  await importLines(
    await store(),
    lines(2, (at) => ({ _id: `id${at}` })),
  );
  const { text, broke, progress } = await exported({ selection: { by: 'ids', ids: ['id0', 'id9', 'id1'] } });
  expect(broke).toBe(true);
  expect(progress).toMatchObject({ state: 'failed', failure: { title: 'Identity not found' } });
  expect(text.endsWith('\r\n')).toBe(false);
  expect(text).toContain('It is about id9.');
  expect(JSON.stringify(progress)).toContain('id9');
});

test('the audit log tells what was asked for and how it ended', async () => {
  await actAs('admin');
  await importLines(await store(), lines(60));
  await exported({ selection: { ...EVERYTHING, search: 'u1', tags: ['a'] }, fields: ['email'] });
  await exported({ selection: EVERYTHING, format: 'xlsx', keys: ['plan'] });
  const page = await readAuditPage(parseAuditQuery(new URLSearchParams('action=identity.exported')), 'UTC');
  if (!page.ok) throw new Error(page.error.message);
  const [last, first] = page.value.entries.map(({ outcome, detail }) => ({ outcome, detail }));
  expect(first).toEqual({
    outcome: 'done',
    detail: { search: 'u1', tags: ['a'], format: 'csv', columns: ['email'], exported: 0, count: 0 },
  });
  expect(last).toMatchObject({
    outcome: 'done',
    detail: { matching: 'everything', format: 'xlsx', exported: 60, count: 60 },
  });
});

const request = { selection: EVERYTHING, format: 'csv', fields: ['id'], keys: [] };
const begun = async () => {
  const id = crypto.randomUUID();
  const opened = await openExport({ id, request });
  if (!opened.ok) throw new Error(opened.error.message);
  return { id, bytes: opened.value.bytes };
};

test('an export is its operator’s alone, and made once', async () => {
  const own = await actAs('viewer');
  const { id } = await begun();
  await actAs('admin');
  for (const answer of [readExportProgress(id), cancelExport(id)])
    expect(await answer).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  actWith(own.cookie);
  expect(await readExportProgress(id)).toMatchObject({ value: { state: 'running' } });
  expect(await openExport({ id, request })).toMatchObject({ ok: false, error: { kind: 'invalid' } });
});

test('a cancelled export ends, and is told so', async () => {
  await importLines(await store(), lines(400));
  const { id, bytes } = await begun();
  expect(await cancelExport(id)).toMatchObject({ value: { state: 'cancelled' } });
  await expect(new Response(bytes).text()).rejects.toThrow();
  expect(await readExportProgress(id)).toMatchObject({ value: { state: 'cancelled' } });
});

test('nobody has more than three on their way, and what is asked for must make sense', async () => {
  for (let count = 0; count < 3; count += 1) await begun();
  for (const answer of [checkExport(request), openExport({ id: crypto.randomUUID(), request })])
    expect(await answer).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  await actAs('viewer');
  for (const wrong of [
    { ...request, fields: [] },
    { ...request, keys: ['a', 'a'] },
    { ...request, format: 'pdf' },
    { ...request, selection: { by: 'ids', ids: [] } },
    { ...request, selection: { ...EVERYTHING, sort: 'password' } },
  ])
    expect(await checkExport(wrong)).toMatchObject({ ok: false, error: { kind: 'invalid' } });
});
