import { csvRecord, type CsvCell } from '@/lib/format/csv';
import type { ExportCell, ExportColumn, ExportRow } from './columns';

/** Records of an export as text: CSV and JSON Lines. Pure. */

/** The header of a CSV file. */
export function csvHeader(columns: readonly ExportColumn[]): string {
  return csvRecord(columns.map(({ name }) => name));
}

/** One record of a CSV file. */
export function csvLine(columns: readonly ExportColumn[], row: ExportRow): string {
  return csvRecord(columns.map((column) => plainCell(column.of(row))));
}

/**
 * What a cell of a table holds: of JSON the text of a string and the number that is exactly written, else the JSON
 * itself, so that a number beyond 2^53 keeps its digits.
 */
export function plainCell(cell: ExportCell): CsvCell {
  if (typeof cell !== 'object') return cell;
  const { json } = cell;
  if (json.startsWith('"')) return textOf(json) ?? json;
  return String(Number(json)) === json ? Number(json) : json;
}

function textOf(json: string): string | undefined {
  const text: unknown = JSON.parse(json);
  return typeof text === 'string' ? text : undefined;
}

/**
 * One identity on one line; what it does not have is left out. A line break in stored JSON stands between two values, as
 * in a text it would not be JSON; it becomes a space.
 */
export function jsonLine(columns: readonly ExportColumn[], row: ExportRow): string {
  const members = columns.flatMap(({ name, json, of }) => {
    const cell = of(row);
    if (cell === undefined || (typeof cell === 'number' && !Number.isFinite(cell))) return [];
    const text = typeof cell === 'object' ? cell.json.replace(/[\r\n]/g, ' ') : JSON.stringify(cell);
    return [`${JSON.stringify(json ?? name)}:${text}`];
  });
  return `{${members.join(',')}}\n`;
}
