import 'server-only';
import { startsLikeFormula } from '@/lib/format/csv';
import { STYLE } from './xlsx-parts';
import { CELL_TEXT_MAX, cellParts, columnName, xlsxText } from './xlsx-text';

/** A cell: text, a number, or nothing. */
export type XlsxCell = string | number | undefined;

/** The row of the column names. */
export function headingXml(names: readonly string[]): string {
  return `<row r="1">${names.map((name, at) => textXml(name.slice(0, CELL_TEXT_MAX), `${columnName(at)}1`, STYLE.heading)).join('')}</row>`;
}

/**
 * One row. Of a text that is longer than a cell takes, the cell holds the beginning; the rest follows to the right of
 * the last column, after a cell that says in how many cells each column goes on: `{"continued":{"metadata":2}}`.
 */
export function rowXml(names: readonly string[], cells: readonly XlsxCell[], row: number): string {
  const continued: Record<string, number> = {};
  const rest: string[] = [];
  const fitting = cells.map((cell, at) => {
    if (typeof cell !== 'string' || cell.length <= CELL_TEXT_MAX) return cell;
    const [first, ...others] = cellParts(cell);
    continued[names[at] ?? ''] = others.length;
    rest.push(...others);
    return first;
  });
  const all = rest.length === 0 ? fitting : [...fitting, JSON.stringify({ continued }), ...rest];
  return `<row r="${row}">${all.map((cell, at) => cellXml(cell, `${columnName(at)}${row}`)).join('')}</row>`;
}

function cellXml(cell: XlsxCell, reference: string): string {
  if (cell === undefined || cell === '') return '';
  if (typeof cell === 'number')
    return Number.isFinite(cell) ? `<c r="${reference}"><v>${cell === 0 ? 0 : cell}</v></c>` : '';
  return textXml(cell, reference, startsLikeFormula(cell) ? STYLE.quoted : STYLE.plain);
}

/** An inline text. No spreadsheet takes one for a formula, whatever it starts with. */
function textXml(text: string, reference: string, style: number): string {
  const styled = style === STYLE.plain ? '' : ` s="${style}"`;
  return `<c r="${reference}"${styled} t="inlineStr"><is><t xml:space="preserve">${xlsxText(text)}</t></is></c>`;
}
