/** Texts in the XML of a spreadsheet. Pure. */

/** Most UTF-16 units of one cell: Excel's limit. It takes a file with a longer one for damaged. */
export const CELL_TEXT_MAX = 32_767;

/** What XML cannot hold, or would change: most controls, a carriage return, and halves of surrogate pairs. */
const NOT_XML = /[\0-\x08\x0b-\x1f\ufffe\uffff\p{Cs}]/gu;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A text as it stands in the XML. What XML cannot hold is written `_xHHHH_`, which is how spreadsheets themselves do it
 * (ECMA-376, ST_Xstring); a text that looks like that already is kept apart from it.
 */
export function xlsxText(text: string): string {
  return text
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replace(NOT_XML, (one) => `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>"]/g, (one) => ENTITIES[one] ?? one);
}

/** The text that `xlsxText` wrote, once the XML is parsed. */
export function plainXlsxText(text: string): string {
  return text.replace(/_x([\da-f]{4})_/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}

/** A text in parts that fit into cells. No part ends inside a character. */
export function cellParts(text: string): string[] {
  const parts: string[] = [];
  for (let from = 0; from < text.length || from === 0;) {
    const most = Math.min(text.length, from + CELL_TEXT_MAX);
    const isInside =
      most < text.length && /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(most - 1, most + 1));
    const to = isInside ? most - 1 : most;
    parts.push(text.slice(from, to));
    if (to === text.length) return parts;
    from = to;
  }
  return parts;
}

/** The name of a column, from 0: A, B, …, Z, AA. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest === 0 ? '' : columnName(rest - 1)) + String.fromCharCode(65 + (index % 26));
}

/** The column that a reference such as `AB12` names, from 0; undefined for none. */
export function columnOf(reference: string): number | undefined {
  const letters = /^([A-Z]{1,3})\d*$/.exec(reference)?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
