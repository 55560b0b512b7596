import 'server-only';
import { unneutralised } from '@/lib/format/csv';
import { csvColumns } from './csv-columns';
import { csvRecords } from './csv-records';
import type { SourceRow } from './source-row';
import { tableRow } from './table-row';

/**
 * The rows of a CSV file with a header. A row with too few or too many cells is rejected alone; broken quotes end the
 * reading, because what follows them cannot be told apart. Throws `UnreadableFile`. The first `skip` rows are passed
 * over. `spreadsheet`: texts carry the apostrophe that keeps a spreadsheet from running them.
 */
export async function* csvRows(
  chunks: AsyncIterable<Buffer>,
  { skip, spreadsheet }: { skip: number; spreadsheet: boolean },
): AsyncGenerator<SourceRow> {
  let columns: (string | undefined)[] | undefined;
  let passed = 0;
  for await (const { cells, ...at } of csvRecords(chunks)) {
    if (columns === undefined) {
      columns = csvColumns(cells);
      continue;
    }
    passed += 1;
    if (passed > skip) yield tableRow(at, columns, spreadsheet ? cells.map(unneutralised) : cells);
  }
}
