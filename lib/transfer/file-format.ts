import 'server-only';
import { CommandError } from './command-error';

export const FILE_FORMATS = ['jsonl', 'csv'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** What can be imported: a workbook, too. It is read from its end, so it cannot come through a pipe. */
export const IMPORT_FORMATS = [...FILE_FORMATS, 'xlsx'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** The format of a file to import, by the same rules. Throws `CommandError`. */
export function importFormat(file: string, asked: ImportFormat | undefined): ImportFormat {
  if (asked !== 'xlsx' && (asked !== undefined || !/\.xlsx$/i.test(file))) return fileFormat(file, asked);
  if (file === '-')
    throw new CommandError('A workbook cannot come through standard input. Save it as a file.');
  return 'xlsx';
}

/** The format that was asked for, else the one that the file's ending names. Throws `CommandError`. */
export function fileFormat(file: string, asked: FileFormat | undefined): FileFormat {
  if (asked !== undefined) return asked;
  if (/\.(jsonl|ndjson)$/i.test(file)) return 'jsonl';
  if (/\.csv$/i.test(file)) return 'csv';
  throw new CommandError(
    `The ending of ${file} says neither .jsonl nor .csv. Add --format jsonl or --format csv.`,
  );
}
