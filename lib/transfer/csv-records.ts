import 'server-only';
import { Readable } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';
import { BODY_BYTES_MAX } from '@/lib/embedded-api/request-body';
import { LineIndex } from './line-index';
import { UnreadableFile } from './source-row';

/** The cells of one record, the line (from 1) it starts on, and its size in bytes. */
export type CsvRecord = { line: number; bytes: number; cells: string[] };

type Parsed = { record: string[]; info: Info };

/**
 * The records of a CSV file, its header first; blank lines are left out. Broken quotes end the reading, because what
 * follows them cannot be told apart. Throws `UnreadableFile`.
 */
export async function* csvRecords(
  chunks: AsyncIterable<Buffer>,
  { delimiter = ',' }: { delimiter?: string } = {},
): AsyncGenerator<CsvRecord> {
  const lines = new LineIndex();
  const parser = parse({
    bom: true,
    info: true,
    delimiter,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n'],
    max_record_size: 2 * BODY_BYTES_MAX,
  });
  const source = Readable.from(checkedUtf8(chunks, lines), { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let start = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const at = { line: lines.lineAt(start), bytes: info.bytes - start };
      start = info.bytes;
      if (record.length === 1 && record[0] === '') continue;
      yield { ...at, cells: record };
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
