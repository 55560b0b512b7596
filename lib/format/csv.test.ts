import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRecord, csvRecordCount, neutralised, unneutralised, type CsvCell } from './csv';

/** A reader of its own, straight from RFC 4180, so that the writer is not checked against itself. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') cell += text.charAt((at += 1));
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      record.push(cell);
      cell = '';
    } else if (character === '\r' && text.charAt(at + 1) === '\n') {
      at += 1;
      records.push([...record, cell]);
      record = [];
      cell = '';
    } else cell += character;
  }
  expect([record, cell]).toEqual([[], '']);
  return records;
}

/** Texts in which what matters for CSV is frequent. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      ',',
      '\r',
      '\n',
      '\t',
      '\0',
      '=',
      '+',
      '-',
      '@',
      '＝',
      '－',
      "'",
      ';',
      ' ',
      '\u00a0',
      'a',
      '1',
    ),
  }),
);
const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const cell: fc.Arbitrary<CsvCell> = fc.oneof(text, number, fc.constant(undefined));
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 5 });

test('whatever is written is read back, cell by cell', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const read = readCsv(rows.map(csvRecord).join(''));
      expect(read).toEqual(
        rows.map((row) =>
          row.map((one) =>
            typeof one === 'string' ? neutralised(one) : one === undefined ? '' : String(one),
          ),
        ),
      );
    }),
  );
});

test('a text cell never starts a formula, and loses nothing but by one apostrophe in front', () => {
  fc.assert(
    fc.property(text, (original) => {
      const safe = neutralised(original);
      expect(safe === original || safe === `'${original}`).toBe(true);
      const first = [...safe].find((character) => character.trim() !== '' || '\t\r\n'.includes(character));
      expect('=+-@\t\r\n\0＝＋－＠﹦﹢﹣﹫').not.toContain(first ?? 'nothing');
    }),
  );
});

test('whoever reads a safe text back has the very text again, apostrophes and all', () => {
  fc.assert(fc.property(text, (original) => unneutralised(neutralised(original)) === original));
  for (const original of ["'=1", "''=1", "'", "''", "'a", "'\t", '=1'])
    expect(unneutralised(neutralised(original))).toBe(original);
});

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '\0=1',
  '＝1',
  '＋1',
  '－1',
  '＠a',
  '  =1',
  '\u00a0=1',
  '\u3000=1',
])('%j is neutralised', (formula) => expect(csvRecord([formula])).toBe(`"'${formula}"\r\n`));

test.each(['', 'Ada', "'", "'Ada'", "O'Brien =1", 'a=1', '3-1', '{"a":-1}', '山田 太郎'])(
  '%j stays as it is',
  (plain) => expect(csvRecord([plain])).toBe(`"${plain.replaceAll('"', '""')}"\r\n`),
);

test('number columns stay numbers, to the last digit, negative ones too', () => {
  expect(csvRecord([0, -0, -1.5, 1204, 0.1 + 0.2])).toBe('0,0,-1.5,1204,0.30000000000000004\r\n');
  fc.assert(fc.property(number, (value) => Number(csvRecord([value])) === value || Object.is(value, -0)));
});

test('a figure that is not there is an empty cell, and so is one that is no number', () => {
  expect(csvRecord(['a', undefined, NaN, Infinity])).toBe('"a",,,\r\n');
});

test('records are counted whatever stands in their cells, and a cut-off record is not counted', () => {
  fc.assert(
    fc.property(table, fc.nat(), (rows, cut) => {
      const whole = rows.map(csvRecord).join('');
      expect(csvRecordCount(whole)).toBe(rows.length);
      const last = rows.at(-1);
      if (last === undefined) return;
      const lost = 1 + (cut % csvRecord(last).length);
      // Cut inside a cell, a line end of that cell may look like the record's; then an odd quote gives it away.
      const rest = whole.slice(0, -lost);
      if (rest.split('"').length % 2 === 1) expect(csvRecordCount(rest)).toBeLessThan(rows.length);
    }),
  );
});
