import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { openArchive, UnreadableWorkbook } from './xlsx-archive';
import { xlsxRows } from './xlsx-reader';
import type { XlsxCell } from './xlsx-rows-xml';
import { CELL_TEXT_MAX, cellParts, columnName, columnOf } from './xlsx-text';
import { xlsxFile } from './xlsx-writer';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xlsx-'));
  path = join(folder, 'file.xlsx');
});
afterAll(() => rm(folder, { recursive: true }));

async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

async function written(header: string[], rows: XlsxCell[][], sheetRows?: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of xlsxFile('Identities', header, each(rows), sheetRows)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function read(bytes: Buffer): Promise<string[][]> {
  await writeFile(path, bytes);
  const rows: string[][] = [];
  for await (const { cells } of xlsxRows(path)) rows.push(cells);
  return rows;
}

async function part(bytes: Buffer, name: string): Promise<string> {
  await writeFile(path, bytes);
  const archive = await openArchive(path);
  const chunks: Buffer[] = [];
  for await (const chunk of archive.read(name)) chunks.push(chunk);
  archive.close();
  return Buffer.concat(chunks).toString();
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '_x000D_',
      '_',
      'x',
      '0',
      '\r',
      '\n',
      '\t',
      '\0',
      '&',
      '<',
      ']]>',
      '"',
      "'",
      ' ',
      '=',
      '😀',
      '\ud800',
      '\uffff',
    ),
  }),
);

test('any text survives a workbook', async () => {
  const rows = fc.sample(fc.array(text, { minLength: 3, maxLength: 3 }), 200).map((row) => ['x', ...row]);
  const back = await read(await written(['a', 'b', 'c', 'd'], rows));
  expect(back.slice(1).map((row) => [...row, '', '', ''].slice(0, 4))).toEqual(rows);
});

test('numbers are numbers, to the last digit; what is no figure is an empty cell', async () => {
  const bytes = await written(
    ['a', 'b', 'c', 'd'],
    [
      [1, -0, 0.1 + 0.2, 1e-7],
      [NaN, undefined, '', 'x'],
    ],
  );
  expect(await read(bytes)).toEqual([
    ['a', 'b', 'c', 'd'],
    ['1', '0', '0.30000000000000004', '1e-7'],
    ['', '', '', 'x'],
  ]);
  expect(await part(bytes, 'xl/worksheets/sheet1.xml')).toContain('<c r="C2"><v>0.30000000000000004</v></c>');
});

test('no text is a formula: it is an inline text, and one that looks like a formula is marked as quoted', async () => {
  const xml = await part(await written(['a'], [['=1+1'], ['plain']]), 'xl/worksheets/sheet1.xml');
  expect(xml).toContain('<c r="A2" s="2" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>');
  expect(xml).toContain('<c r="A3" t="inlineStr">');
  expect(xml).not.toContain('<f>');
});

test('a text longer than a cell takes goes on to the right and comes back whole', async () => {
  const long = `${'a'.repeat(CELL_TEXT_MAX - 1)}😀${'b'.repeat(CELL_TEXT_MAX)}`;
  const bytes = await written(
    ['a', 'metadata', 'c'],
    [
      ['1', long, 'z'],
      ['2', 'short', long.slice(1)],
    ],
  );
  expect(await read(bytes)).toEqual([
    ['a', 'metadata', 'c'],
    ['1', long, 'z'],
    ['2', 'short', long.slice(1)],
  ]);
  const xml = await part(bytes, 'xl/worksheets/sheet1.xml');
  for (const [, cell = ''] of xml.matchAll(/<t xml:space="preserve">(.*?)<\/t>/g))
    expect(cell.length).toBeLessThanOrEqual(CELL_TEXT_MAX + 20);
  expect(cellParts(long).join('')).toBe(long);
  expect(cellParts('')).toEqual(['']);
});

test('more rows than a sheet takes go on in another sheet, and are read as one table', async () => {
  const rows = Array.from({ length: 7 }, (_, at) => [`row ${at}`]);
  const bytes = await written(['a'], rows, 4);
  expect(await part(bytes, 'xl/workbook.xml')).toContain('name="Identities 3"');
  expect(await read(bytes)).toEqual([['a'], ...rows]);
});

test('days and times read as such, whatever they are formatted like; all else stays a number', async () => {
  const codes = [
    'dd/mm/yyyy;@',
    '[$-407]d. mmmm yyyy hh:mm',
    'h:mm AM/PM',
    '[h]:mm',
    '#,##0.00_);[Red]\\(#,##0.00\\)',
    '"days: "0',
    '0.00E+00',
  ];
  const ids = [0, 1, 2, 9, 14, 22, 20, 49, ...codes.map((_, at) => 164 + at)];
  const workbook = (date1904: boolean) => {
    const zip = new ZipFile();
    const add = (name: string, xml: string) => zip.addBuffer(Buffer.from(xml), name);
    add(
      'xl/workbook.xml',
      `<workbook xmlns:r="r"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets><sheet name="One" r:id="a"/></sheets></workbook>`,
    );
    add(
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="a" Target="worksheets/one.xml"/></Relationships>',
    );
    const escaped = (code: string) => code.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    add(
      'xl/styles.xml',
      `<styleSheet><numFmts>${codes.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escaped(code)}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${ids.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
    );
    const cells = (value: string) => ids.map((_, at) => `<c s="${at}"><v>${value}</v></c>`).join('');
    add(
      'xl/worksheets/one.xml',
      `<worksheet><sheetData>${['45000', '45000.5', '0.25', '-1'].map((value, at) => `<row r="${at + 1}">${cells(value)}</row>`).join('')}</sheetData></worksheet>`,
    );
    zip.end();
    return zip;
  };
  const rows = async (date1904: boolean) => {
    const chunks: Buffer[] = [];
    for await (const chunk of workbook(date1904).outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
    return read(Buffer.concat(chunks));
  };
  // General, 0, 0.00, 0%, day, day and time, time, text; then the codes.
  const [day, noon, early, less] = await rows(false);
  const number = (text: string) => [text, text, text, text];
  expect(day).toEqual([
    ...number('45000'),
    ...['2023-03-15', '2023-03-15', '45000', '45000'],
    ...['2023-03-15', '2023-03-15', '45000', '45000'],
    ...number('45000').slice(1),
  ]);
  expect(noon?.slice(4, 10)).toEqual([
    '2023-03-15T12:00:00',
    '2023-03-15T12:00:00',
    '45000.5',
    '45000.5',
    '2023-03-15T12:00:00',
    '2023-03-15T12:00:00',
  ]);
  expect(early?.slice(4, 12)).toEqual([
    '0.25',
    '0.25',
    '06:00:00',
    '0.25',
    '0.25',
    '0.25',
    '06:00:00',
    '06:00:00',
  ]);
  expect(new Set(less)).toEqual(new Set(['-1']));
  expect((await rows(true))[0]?.[4]).toBe('2027-03-16');
});

test('a workbook of a spreadsheet: shared texts, gaps, results of formulas, rich texts', async () => {
  const zip = new ZipFile();
  const add = (name: string, xml: string) => zip.addBuffer(Buffer.from(xml), name);
  add(
    'xl/workbook.xml',
    '<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet name="One" r:id="b"/><x:sheet name="Two" r:id="a"/></x:sheets></x:workbook>',
  );
  add(
    'xl/_rels/workbook.xml.rels',
    '<Relationships><Relationship Id="a" Target="worksheets/two.xml"/><Relationship Id="b" Target="/xl/worksheets/one.xml"/></Relationships>',
  );
  add(
    'xl/sharedStrings.xml',
    '<sst><si><t>external_id</t></si><si><r><t>A</t></r><r><t>da</t></r><rPh><t>no</t></rPh></si></sst>',
  );
  add(
    'xl/worksheets/one.xml',
    '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="str"><f>1</f><v>n</v></c></row><row r="5"><c r="A5" t="s"><v>1</v></c><c r="C5"><v>3</v></c><c t="b"><v>1</v></c></row><row r="6"/></sheetData></worksheet>',
  );
  add('xl/worksheets/two.xml', '<worksheet><sheetData><row><c><v>9</v></c></row></sheetData></worksheet>');
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  await writeFile(path, Buffer.concat(chunks));
  const rows = [];
  for await (const row of xlsxRows(path)) rows.push(row);
  expect(rows).toEqual([
    { sheet: 1, row: 1, cells: ['external_id', '', 'n'] },
    { sheet: 1, row: 5, cells: ['Ada', '', '3', 'true'] },
  ]);
});

test('what is cut off, damaged or something else is said to be so', async () => {
  const bytes = await written(
    ['a'],
    Array.from({ length: 50 }, (_, at) => [`row ${at} ${Math.sin(at)}`]),
  );
  const damaged = Buffer.from(bytes);
  damaged[120] = (damaged[120] ?? 0) ^ 0xff;
  for (const broken of [bytes.subarray(0, -30), bytes.subarray(0, 100), Buffer.from('id,name\r\n'), damaged])
    await expect(read(broken)).rejects.toBeInstanceOf(UnreadableWorkbook);
});

test('rows that break off break the file off, and a reader that leaves ends them', async () => {
  async function* breaking(): AsyncGenerator<string[]> {
    yield ['one'];
    throw new Error('gone');
  }
  const taken: Buffer[] = [];
  const writing = async () => {
    for await (const chunk of xlsxFile('Identities', ['a'], breaking())) taken.push(chunk);
  };
  await expect(writing()).rejects.toThrow('gone');
  await writeFile(path, Buffer.concat(taken));
  await expect(openArchive(path)).rejects.toBeInstanceOf(UnreadableWorkbook);

  let ended = false;
  async function* endless(): AsyncGenerator<string[]> {
    try {
      for (let at = 0; ; at += 1) yield [`${at} ${Math.random()}`];
    } finally {
      ended = true;
    }
  }
  for await (const _ of xlsxFile('Identities', ['a'], endless())) break;
  expect(ended).toBe(true);
});

test('columns are named as spreadsheets name them', () => {
  expect([0, 25, 26, 701, 702, 16_383].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD']);
  fc.assert(fc.property(fc.nat(16_383), (index) => columnOf(`${columnName(index)}7`) === index));
});
