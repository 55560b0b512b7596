import 'server-only';
import { exportColumns, type ExportRow } from '@/lib/export/columns';
import type { ExportRequest } from '@/lib/export/request';
import { csvHeader, csvLine, jsonLine, plainCell } from '@/lib/export/text-records';
import { xlsxFile } from '@/lib/files/xlsx-writer';
import { CSV_BOM } from '@/lib/format/csv';
import { ExportBroken } from './export-broken';

/** Text that is handed on at once, in characters. */
const PART_LENGTH = 64 * 1024;

/**
 * The bytes of the file, made no faster than they are read. Rejects with what `rows` throws. A text then ends in a line
 * without a line end that says why, `{ title, text }`; an archive has no end at all. Whoever serves it breaks the
 * connection, too, so that a browser keeps no part of a file for the whole.
 */
export function exportFile(
  request: ExportRequest,
  rows: AsyncIterable<ExportRow>,
): AsyncGenerator<Uint8Array> {
  const columns = exportColumns(request);
  switch (request.format) {
    case 'csv':
      return textFile(CSV_BOM + csvHeader(columns), rows, (row) => csvLine(columns, row));
    case 'jsonl':
      return textFile('', rows, (row) => jsonLine(columns, row));
    case 'xlsx':
      return xlsxFile(
        'Identities',
        columns.map(({ name }) => name),
        cellsOf(rows, (row) => columns.map((column) => plainCell(column.of(row)))),
      );
  }
}

async function* textFile(
  head: string,
  rows: AsyncIterable<ExportRow>,
  line: (row: ExportRow) => string,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = head;
  try {
    for await (const row of rows) {
      text += line(row);
      if (text.length < PART_LENGTH) continue;
      yield encoder.encode(text);
      text = '';
    }
  } catch (error) {
    if (error instanceof ExportBroken) yield encoder.encode(text + JSON.stringify(error.words()));
    throw error;
  }
  yield encoder.encode(text);
}

async function* cellsOf<Cells>(
  rows: AsyncIterable<ExportRow>,
  cells: (row: ExportRow) => Cells,
): AsyncGenerator<Cells> {
  for await (const row of rows) yield cells(row);
}
