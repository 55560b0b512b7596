import 'server-only';
import { createReadStream } from 'node:fs';
import { BODY_BYTES_MAX, parseBody } from '@/lib/embedded-api/request-body';
import { ApiProblem } from '@/lib/embedded-api/api-problem';
import { UnreadableWorkbook } from '@/lib/files/xlsx-archive';
import { xlsxRows } from '@/lib/files/xlsx-reader';
import { unneutralised } from '@/lib/format/csv';
import type { ImportFormat } from '@/lib/import/import-request';
import type { RowInput } from '@/lib/import/row-input';
import { csvDelimiter } from './csv-delimiter';
import { csvRecords } from './csv-records';
import { fileLines } from './file-lines';
import { UnreadableFile } from './source-row';

/**
 * The rows of a file whose columns nobody has named yet. `names`: the names of its columns, as far as they are known by
 * this row: the header of a table, the members of a JSON line.
 */
export type FileRow = { line: number; input: RowInput; names: readonly string[] };

/** Reads a file row by row. What cannot be read of one row is told of that row. Throws `UnreadableFile`. */
export async function* fileRows(path: string, format: ImportFormat): AsyncGenerator<FileRow> {
  if (format === 'jsonl') yield* lineRows(path);
  else yield* tableRows(format === 'csv' ? csvCells(path) : workbookCells(path));
}

type Cells = { line: number; cells: string[] };

async function* csvCells(path: string): AsyncGenerator<Cells> {
  const delimiter = await csvDelimiter(path);
  // A text that a spreadsheet must not run stands there with an apostrophe, in exports and in what is saved of them.
  for await (const { line, cells } of csvRecords(createReadStream(path), { delimiter }))
    yield { line, cells: cells.map(unneutralised) };
}

async function* workbookCells(path: string): AsyncGenerator<Cells> {
  let width: number | undefined;
  try {
    for await (const { row, cells } of xlsxRows(path)) {
      width ??= cells.length;
      // Spreadsheets leave out the empty cells at the end of a row.
      yield { line: row, cells: [...cells, ...Array.from({ length: width - cells.length }, () => '')] };
    }
  } catch (error) {
    if (error instanceof UnreadableWorkbook) throw new UnreadableFile(error.message);
    throw error;
  }
}

async function* tableRows(source: AsyncIterable<Cells>): AsyncGenerator<FileRow> {
  let names: string[] | undefined;
  for await (const { line, cells } of source) {
    if (names === undefined) {
      names = cells;
      continue;
    }
    const fits = cells.length === names.length;
    const broken = `Has ${cells.length} cells, the header has ${names.length}.`;
    yield { line, names, input: fits ? { cells } : { cells, broken } };
  }
  if (names === undefined) throw new UnreadableFile('The file is empty.');
}

const decoder = new TextDecoder('utf-8', { fatal: true });

async function* lineRows(path: string): AsyncGenerator<FileRow> {
  let any = false;
  for await (const { line, bytes } of fileLines(createReadStream(path), 2 * BODY_BYTES_MAX)) {
    const input = lineInput(bytes);
    if (input === undefined) continue;
    any = true;
    const names =
      input.broken === undefined && input.text !== undefined
        ? Object.keys(parseBody(input.text).members)
        : [];
    yield { line, names, input };
  }
  if (!any) throw new UnreadableFile('The file is empty.');
}

/** Undefined for a blank line. */
function lineInput(bytes: Buffer | undefined): RowInput | undefined {
  if (bytes === undefined) return { broken: 'Is larger than 2 MiB. Is there a line end after each row?' };
  let text: string;
  try {
    text = decoder.decode(bytes).trim();
  } catch {
    return { text: bytes.toString('utf8'), broken: 'Is not UTF-8. Save the file as UTF-8.' };
  }
  if (text === '') return undefined;
  try {
    parseBody(text);
    return { text };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return { text, broken: error.message.replace('body', 'row') };
  }
}
