import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { csvRows } from './csv-rows';
import { fileLines } from './file-lines';
import { jsonRows } from './json-lines';
import { LineIndex } from './line-index';
import { UnreadableFile, type SourceRow } from './source-row';
import { all, bytes } from './testing/bytes';

const json = (text: string | Buffer, skip = 0) => all(jsonRows(bytes(text, 7), { skip }));
const csv = (text: string | Buffer, options = {}) =>
  all(csvRows(bytes(text, 7), { skip: 0, spreadsheet: false, ...options }));

/** Line and what matters of a row: its fields, or the reasons. */
const short = (row: SourceRow) =>
  row.kind === 'row'
    ? [row.line, row.row.externalId, row.row.fields]
    : [row.line, row.rejected.externalId, row.rejected.reasons];

test('lines end at line feeds only, wherever the pieces of the file end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\u2028', 'é') }),
      fc.integer({ min: 1, max: 9 }),
      async (text, size) => {
        const lines = await all(fileLines(bytes(text, size), 1_000));
        const expected = text.split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(lines.map(({ bytes: line }) => line?.toString())).toEqual(expected);
        expect(lines.map(({ line }) => line)).toEqual(expected.map((_, at) => at + 1));
      },
    ),
  );
});

test('a line beyond the limit is counted, not kept', async () => {
  const lines = await all(fileLines(bytes(`a\n${'x'.repeat(50)}\nb`, 9), 20));
  expect(lines.map(({ line, bytes: text }) => [line, text?.toString()])).toEqual([
    [1, 'a'],
    [2, undefined],
    [3, 'b'],
  ]);
});

test('an offset is found on its line, wherever the pieces end', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '\n') }),
      fc.integer({ min: 1, max: 9 }),
      (text, size) => {
        const index = new LineIndex();
        for (let at = 0; at < text.length; at += size) index.add(Buffer.from(text.slice(at, at + size)));
        for (let at = 0; at < text.length; at += 1) {
          expect(index.lineAt(at)).toBe(text.slice(0, at).split('\n').length);
        }
      },
    ),
  );
});

describe('JSON Lines', () => {
  it('keep the exact text of metadata, however the line is written', async () => {
    const texts = [
      '{"big":9007199254740993,"zero":-0,"power":1e2}',
      '{"__proto__":{"x":1},"b":1,"a":2,"b":3,"1":0}',
      '{ "spaced" :\t[ 1 , 2 ] , "é\\u00e9\\/" : "\\ud83d\\ude00 \u2028 😀" }',
      '{"plain":[1,"two",null,true,{"three":3.5}]}',
      '{}',
    ];
    for (const text of texts) {
      const lines = [
        `{"external_id":"a","metadata":${text}}`,
        `{ "metadata" : ${text}, "external_id":"a", "metadata":${text} }\r`,
      ];
      for (const row of await json(lines.join('\n'))) {
        expect(short(row).slice(1)).toEqual(['a', { metadataText: text }]);
      }
    }
  });

  it('tell what a row states from what it leaves out, and take ids and times along', async () => {
    const rows = await json(
      '\u{feff}{"external_id":"a"}\n\n{"external_id":"b","display_name":"","email":null,"tags":null,"metadata":null}\n' +
        '{"_id":"contact_1","external_id":"c","created":"2026-01-02T03:04:05.678Z","updated":"2026-01-03T00:00:00+01:00","metrics":{},"workspace_id":"w"}',
    );
    expect(rows.map(short)).toEqual([
      [1, 'a', {}],
      [3, 'b', { displayName: null, email: null, tags: [], metadataText: '{}' }],
      [4, 'c', {}],
    ]);
    expect(rows[2]).toMatchObject({
      row: {
        id: 'contact_1',
        created: new Date('2026-01-02T03:04:05.678Z'),
        updated: new Date('2026-01-02T23:00:00Z'),
      },
    });
  });

  it('reject a row by its line with a reason for each field, and go on', async () => {
    const rows = await json(
      Buffer.concat([
        Buffer.from('{"external_id":"a","email":"no","tags":["x",1],"created":"yesterday"}\n'),
        Buffer.from('{"external_id":"\\u0000"}\nnot json\n[1]\n{"display_name":"Ada"}\n'),
        Buffer.from([0x22, 0xff, 0x22, 0x0a]),
        Buffer.from(`{"external_id":"${'x'.repeat(256)}"}\n{"external_id":"m","metadata":{"a":"\\ud800"}}\n`),
        Buffer.from(`${'['.repeat(600)}\n{"external_id":"ok"}`),
      ]),
    );
    const some = expect.any(String) as string;
    expect(rows.map(short)).toEqual([
      [1, 'a', { email: [some], tags: [some], created: [some] }],
      [2, '\0', { external_id: [some] }],
      [3, undefined, { row: ['The row is not JSON. Check its quotes, commas and brackets.'] }],
      [4, undefined, { row: [some] }],
      [5, undefined, { external_id: ['Is required.'] }],
      [6, undefined, { row: ['Is not UTF-8. Save the file as UTF-8.'] }],
      [7, 'x'.repeat(256), { external_id: ['Use at most 255 characters.'] }],
      [8, 'm', { metadata: [some] }],
      [9, undefined, { row: [some] }],
      [10, 'ok', {}],
    ]);
  });

  it('pass over the rows that are dealt with, whatever they are', async () => {
    const rows = await json('{"external_id":"a"}\n\nbroken\n{"external_id":"b"}\n', 2);
    expect(rows.map(short)).toEqual([[4, 'b', {}]]);
  });
});

describe('CSV', () => {
  it('is read by its header, with quoted line ends, and knows the line each row starts on', async () => {
    const rows = await csv(
      '\u{feff}external_id,display_name,tags,metadata,total_requests\r\n' +
        '"a","Ada\r\nLovelace","[""x,y"",""z""]","{""n"": 9007199254740993,\n ""s"":""\n"" }",7\r\n'.replace(
          '""\n""',
          '""\\n""',
        ) +
        '\r\n' +
        'b,,"vip, beta ,",,\n' +
        'c,"say ""hi""",,{},0',
    );
    expect(rows.map(short)).toEqual([
      [
        2,
        'a',
        {
          displayName: 'Ada\r\nLovelace',
          tags: ['x,y', 'z'],
          metadataText: '{"n": 9007199254740993,\n "s":"\\n" }',
        },
      ],
      [6, 'b', { displayName: null, tags: ['vip', 'beta'], metadataText: '{}' }],
      [7, 'c', { displayName: 'say "hi"', tags: [], metadataText: '{}' }],
    ]);
  });

  it('rejects a row by its line, and goes on', async () => {
    const rows = await csv(
      'id,external_id,tags,metadata\n,a,,\n,b,\n,,,\n,c,[1,\n,d,,{\n,e,,[]\n,f,"[""x""]",\n'.replace(
        '[1,',
        '[1',
      ),
    );
    const some = expect.any(String) as string;
    expect(rows.map(short)).toEqual([
      [2, 'a', { tags: [], metadataText: '{}' }],
      [3, undefined, { row: ['Has 3 cells, the header has 4.'] }],
      [4, undefined, { external_id: ['Is required.'] }],
      [5, undefined, { row: ['Has 3 cells, the header has 4.'] }],
      [6, 'd', { metadata: [some] }],
      [7, 'e', { metadata: [some] }],
      [8, 'f', { tags: ['x'], metadataText: '{}' }],
    ]);
  });

  it.each([
    ['a,b\n1,2\n', /column "a", which is not known/],
    ['display_name\nAda\n', /external_id among them/],
    ['id,_id,external_id\n', /column _id twice/],
    ['external_id,display_name\na,"b\nc,"d"\n', /^Line 2: the quotes are not paired/],
    ['external_id,display_name\na,b\nc,x"y"\n', /^Line 3: the quotes are not paired/],
    [`external_id\na\n"${'x'.repeat(3 * 1024 * 1024)}`, /^Line 3: the row is larger than 2 MiB/],
  ])('%.40s… ends the reading', async (text, words) => {
    const reading = all(csvRows(bytes(text), { skip: 0, spreadsheet: false }));
    await expect(reading).rejects.toThrow(UnreadableFile);
    await expect(reading).rejects.toThrow(words);
  });

  it('that is not UTF-8 ends the reading', async () => {
    const latin = Buffer.from('external_id\nJos\xe9\n', 'latin1');
    await expect(csv(latin)).rejects.toThrow(/not UTF-8/);
  });

  it('for spreadsheets loses its apostrophes, another keeps them', async () => {
    const text = "external_id,display_name\n'+491234,'=SUM(A1)\n'quoted,'a\n";
    expect((await csv(text, { spreadsheet: true })).map(short)).toEqual([
      [2, '+491234', { displayName: '=SUM(A1)' }],
      [3, "'quoted", { displayName: "'a" }],
    ]);
    expect((await csv(text)).map((row) => short(row)[1])).toEqual(["'+491234", "'quoted"]);
  });

  it('passes over the rows that are dealt with', async () => {
    expect((await csv('external_id\na\n\nb\nc\n', { skip: 2 })).map(short)).toEqual([[5, 'c', {}]]);
  });
});
