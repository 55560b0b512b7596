/**
 * CSV for spreadsheets: RFC 4180 with CRLF and a byte order mark, so that Excel reads it as UTF-8. A text cell can
 * never become a formula; a number stays a number.
 */

/** A cell: text, a number, or nothing. */
export type CsvCell = string | number | undefined;

/** What a file starts with. Without it Excel reads UTF-8 as the machine's old code page. */
export const CSV_BOM = '\u{feff}';
/** What every record ends with, the last one too: a text that ends otherwise was cut off. */
export const CSV_LINE_END = '\r\n';

/**
 * What spreadsheets take for the start of a formula, or for the start of another cell or line: after any spaces one of
 * `= + - @`, in full-width or small form too, a tab, a line break or NUL.
 */
const FORMULA_START = /^[^\S\t\r\n]*[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]/;

/** Whether a spreadsheet would run a text that is typed into a cell, or read from a CSV file. */
export function startsLikeFormula(text: string): boolean {
  return FORMULA_START.test(text);
}

/**
 * A text that no spreadsheet runs: a leading apostrophe makes it plain text. One that looks as if it had been made so
 * gets a further one, or its own would be taken away by who reads it back. Other texts are left as they are.
 */
export function neutralised(text: string): string {
  return startsLikeFormula(text.replace(/^'+/, '')) ? `'${text}` : text;
}

/** One record, with its line end. Texts are always in quotes, numbers never. */
export function csvRecord(cells: readonly CsvCell[]): string {
  return cells.map(csvCell).join(',') + CSV_LINE_END;
}

/** One record for programs: every text as it is, also one that a spreadsheet would run. */
export function exactCsvRecord(cells: readonly string[]): string {
  return cells.map(quoted).join(',') + CSV_LINE_END;
}

/**
 * What a spreadsheet's reader sees of a cell written for it: the text without the apostrophe that keeps it from being
 * a formula.
 */
export function unneutralised(text: string): string {
  return text.startsWith("'") && neutralised(text.slice(1)) === text ? text.slice(1) : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function csvCell(cell: CsvCell): string {
  if (cell === undefined) return '';
  // JSON has no other numbers, but a cell that says "NaN" would be worse than an empty one. -0 is written as 0.
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  return quoted(neutralised(cell));
}

/** How many complete records a text written by `csvRecord` holds. Line ends inside quotes belong to a cell. */
export function csvRecordCount(text: string): number {
  // Outside quotes only: the parts at even places lie between two quoted stretches.
  return text
    .split('"')
    .reduce((count, part, at) => (at % 2 === 0 ? count + part.split(CSV_LINE_END).length - 1 : count), 0);
}
