import 'server-only';
import { CommandError } from './command-error';

export const FILE_FORMATS = ['jsonl', 'csv'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** The format that was asked for, else the one that the file's ending names. Throws `CommandError`. */
export function fileFormat(file: string, asked: FileFormat | undefined): FileFormat {
  if (asked !== undefined) return asked;
  if (/\.(jsonl|ndjson)$/i.test(file)) return 'jsonl';
  if (/\.csv$/i.test(file)) return 'csv';
  throw new CommandError(
    `The ending of ${file} says neither .jsonl nor .csv. Add --format jsonl or --format csv.`,
  );
}
