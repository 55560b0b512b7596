import type { ImportFormat } from './import-request';

/** The format that the ending of a file's name says it has. */
export function formatOf(file: string): ImportFormat | undefined {
  if (/\.csv$/i.test(file)) return 'csv';
  if (/\.xlsx$/i.test(file)) return 'xlsx';
  if (/\.(jsonl|ndjson)$/i.test(file)) return 'jsonl';
  return undefined;
}

/** Why a file of such a name cannot be imported, in words that say what to do instead. */
export function formatIssue(file: string): string | undefined {
  if (formatOf(file) !== undefined) return undefined;
  if (/\.xlsm?$|\.xls[^.]*$|\.ods$|\.numbers$/i.test(file))
    return 'This kind of spreadsheet cannot be read. Save it as XLSX or CSV.';
  if (/\.json$/i.test(file))
    return 'A JSON file has to be JSON lines: one identity a line, in a file that ends in .jsonl.';
  if (/\.(tsv|txt)$/i.test(file)) return 'Save the file as CSV, with a name that ends in .csv.';
  return 'Choose a CSV, XLSX or JSON lines file: its name has to end in .csv, .xlsx or .jsonl.';
}
