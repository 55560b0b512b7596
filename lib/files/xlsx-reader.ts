import 'server-only';
import { openArchive, UnreadableWorkbook, type Archive } from './xlsx-archive';
import { cellDates } from './xlsx-dates';
import { sharedTexts, sheetPaths } from './xlsx-workbook';
import { columnOf, plainXlsxText } from './xlsx-text';
import { xmlElements } from './xml-elements';

/** A row as it stands in the workbook: its number in its sheet, from 1, and its cells as texts. */
export type WorkbookRow = { sheet: number; row: number; cells: string[] };

/** Columns of a sheet: Excel's limit. */
const COLUMNS_MAX = 16_384;

/**
 * The rows of the first sheet, header first, and of those after it that have the very same header: how exports go on
 * beyond the rows that a sheet takes. Of formulas their last results are read. Numbers come as they are written in the
 * file, days and times as in ISO 8601. Only the texts that a workbook keeps in a part of their own are held in memory, up to a limit.
 *
 * Throws `UnreadableWorkbook`.
 */
export async function* xlsxRows(file: string): AsyncGenerator<WorkbookRow> {
  const archive = await openArchive(file);
  try {
    const values = { texts: await sharedTexts(archive), dates: await cellDates(archive) };
    let header: string[] | undefined;
    for (const [at, path] of (await sheetPaths(archive)).entries()) {
      let isFirst = true;
      for await (const { row, cells } of sheetRows(archive, path, values)) {
        if (isFirst && header !== undefined && JSON.stringify(header) !== JSON.stringify(cells)) return;
        if (!isFirst || header === undefined)
          yield { sheet: at + 1, row, cells: header === undefined ? cells : joined(header, cells) };
        header ??= cells;
        isFirst = false;
      }
    }
  } finally {
    archive.close();
  }
}

/** A row whose longer texts were continued to the right of the last column, put together again (`xlsx-rows-xml.ts`). */
function joined(header: readonly string[], cells: readonly string[]): string[] {
  const mark = cells[header.length];
  if (mark?.startsWith('{"continued":{') !== true) return [...cells];
  const { continued } = JSON.parse(mark) as { continued: Record<string, number> };
  const whole = cells.slice(0, header.length);
  let at = header.length + 1;
  for (const [index, name] of header.entries()) {
    const parts = Object.hasOwn(continued, name) ? Number(continued[name]) : 0;
    if (parts > 0) whole[index] = (whole[index] ?? '') + cells.slice(at, (at += parts)).join('');
  }
  return whole;
}

async function* sheetRows(
  archive: Archive,
  path: string,
  values: CellValues,
): AsyncGenerator<{ row: number; cells: string[] }> {
  let found: { row: number; cells: string[] }[] = [];
  let row = 0;
  let cells: string[] = [];
  let type = '';
  let style = '';
  let column = -1;
  let value: string | undefined;
  let reading = false;
  let phonetic = false;
  const elements = xmlElements(archive.read(path), {
    open(name, { r: reference = '', t = 'n', s = '0' }) {
      if (name === 'row') {
        row = Number(reference) || row + 1;
        cells = [];
        column = -1;
      } else if (name === 'c') {
        column = columnOf(reference) ?? column + 1;
        if (column >= COLUMNS_MAX) throw new UnreadableWorkbook('A row has more cells than a sheet can.');
        [type, style] = [t, s];
        value = undefined;
      } else if (name === 'rPh') phonetic = true;
      else if ((name === 'v' || name === 't') && !phonetic) {
        reading = true;
        value ??= '';
      }
    },
    text(text) {
      if (reading) value = (value ?? '') + text;
    },
    close(name) {
      if (name === 'v' || name === 't') reading = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'c' && value !== undefined) {
        while (cells.length < column) cells.push('');
        cells[column] = cellText({ type, style, value }, values);
      } else if (name === 'row' && cells.some((cell) => cell !== '')) found.push({ row, cells });
    },
  });
  for await (const _ of elements) {
    yield* found;
    found = [];
  }
}

/** What the workbook says of all of its cells. */
type CellValues = { texts: readonly string[]; dates: Awaited<ReturnType<typeof cellDates>> };

function cellText(
  { type, style, value }: { type: string; style: string; value: string },
  { texts, dates }: CellValues,
): string {
  if (type === 's') {
    const text = texts[Number(value)];
    if (text === undefined)
      throw new UnreadableWorkbook('A cell names a text that the workbook does not have.');
    return text;
  }
  if (type === 'b') return value === '1' ? 'true' : 'false';
  if (type === 'n') return dates(value, style) ?? value;
  return type === 'inlineStr' || type === 'str' ? plainXlsxText(value) : value;
}
