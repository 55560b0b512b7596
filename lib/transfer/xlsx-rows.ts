import 'server-only';
import { UnreadableWorkbook } from '@/lib/files/xlsx-archive';
import { xlsxRows as workbookRows } from '@/lib/files/xlsx-reader';
import { csvColumns } from './csv-columns';
import { UnreadableFile, type SourceRow } from './source-row';
import { tableRow } from './table-row';

/**
 * The rows of a workbook whose first row is a header. Lines are those of their sheet. Throws `UnreadableFile`. The first
 * `skip` rows are passed over.
 */
export async function* xlsxRows(file: string, { skip }: { skip: number }): AsyncGenerator<SourceRow> {
  let columns: (string | undefined)[] | undefined;
  let passed = 0;
  try {
    for await (const { row, cells } of workbookRows(file)) {
      if (columns === undefined) {
        columns = csvColumns(cells);
        continue;
      }
      passed += 1;
      if (passed <= skip) continue;
      // Spreadsheets leave out the empty cells at the end of a row.
      const whole = [...cells, ...columns.slice(cells.length).map(() => '')];
      const bytes = whole.reduce((sum, cell) => sum + cell.length, 0);
      yield tableRow({ line: row, bytes }, columns, whole);
    }
  } catch (error) {
    if (error instanceof UnreadableWorkbook) throw new UnreadableFile(error.message);
    throw error;
  }
  if (columns === undefined) throw new UnreadableFile('The workbook is empty.');
}
