import 'server-only';
import { Readable } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';
import { BODY_BYTES_MAX } from '@/lib/embedded-api/request-body';
import { unneutralised } from '@/lib/format/csv';
import { csvColumns } from './csv-columns';
import { LineIndex } from './line-index';
import { UnreadableFile, type SourceRow } from './source-row';
import { tableRow } from './table-row';

type Parsed = { record: string[]; info: Info };

/**
 * The rows of a CSV file with a header. A row with too few or too many cells is rejected alone; broken quotes end the
 * reading, because what follows them cannot be told apart. Throws `UnreadableFile`. The first `skip` rows are passed
 * over. `spreadsheet`: texts carry the apostrophe that keeps a spreadsheet from running them.
 */
export async function* csvRows(
  chunks: AsyncIterable<Buffer>,
  { skip, spreadsheet }: { skip: number; spreadsheet: boolean },
): AsyncGenerator<SourceRow> {
  const lines = new LineIndex();
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n'],
    max_record_size: 2 * BODY_BYTES_MAX,
  });
  const source = Readable.from(checkedUtf8(chunks, lines), { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let columns: (string | undefined)[] | undefined;
  let start = 0;
  let passed = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const at = { line: lines.lineAt(start), bytes: info.bytes - start };
      start = info.bytes;
      if (record.length === 1 && record[0] === '') continue;
      if (columns === undefined) {
        columns = csvColumns(record);
        continue;
      }
      passed += 1;
      if (passed > skip) yield tableRow(at, columns, spreadsheet ? record.map(unneutralised) : record);
    }
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(error, lines);
    throw error;
  } finally {
    source.destroy();
  }
}

async function* checkedUtf8(chunks: AsyncIterable<Buffer>, lines: LineIndex): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of chunks) {
    try {
      decoder.decode(chunk, { stream: true });
    } catch {
      throw new UnreadableFile('The file is not UTF-8. Save it again as "CSV UTF-8".');
    }
    lines.add(chunk);
    yield chunk;
  }
}

/**
 * Rows that were parsed but not yet handed over are lost with the error, so the last row seen does not tell where the
 * broken one is; the bytes of the error do (its `bytes_records` adds up wrongly in 7.0.3).
 */
function unreadable(error: CsvError, lines: LineIndex): UnreadableFile {
  const offset: unknown = error.bytes;
  const line = lines.lineAt(typeof offset === 'number' ? offset : 0);
  const words =
    error.code === 'CSV_MAX_RECORD_SIZE'
      ? 'the row is larger than 2 MiB; perhaps a closing quote is missing'
      : 'the quotes are not paired; a quote inside a cell is written twice, and such a cell stands in quotes';
  return new UnreadableFile(`Line ${line}: ${words}. Rows after it cannot be told apart.`);
}
