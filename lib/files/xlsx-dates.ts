import 'server-only';
import { dateFromSerial, getFormatInfo, isDateFormat } from 'numfmt';
import type { Archive } from './xlsx-archive';
import { readPart, WORKBOOK } from './xlsx-workbook';

/**
 * Days and times of a spreadsheet are numbers (days since the end of 1899), and nothing but how a cell is formatted tells
 * them from other numbers (ECMA-376, 18.8.30).
 */

const STYLES = 'xl/styles.xml';

/** Formats that every program knows by their number, and no workbook writes down. */
const BUILT_IN = new Map<number, Shown>([
  ...[14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map(
    (id) => [id, 'date'] as const,
  ),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, 'time'] as const),
]);
/** From the first of 1900 to that of 1904, where some workbooks begin to count. */
const DAYS_TO_1904 = 1_462;

/** What a format shows of a number: a day, with its time or without, or a time alone. */
type Shown = 'date' | 'time';

/**
 * Reads how a workbook writes days. What it gives says of a number in a cell of a style how it reads: `2026-11-20`,
 * `2026-11-20T13:10:00` or `13:10:00`, and undefined where it is a number. Throws `UnreadableWorkbook`.
 */
export async function cellDates(
  archive: Archive,
): Promise<(number: string, style: string) => string | undefined> {
  const styles = await dateStyles(archive);
  const offset = (await countsFrom1904(archive)) ? DAYS_TO_1904 : 0;
  return (number, style) => {
    const shown = styles.get(style);
    return shown && dateText(Number(number), shown, offset);
  };
}

/** Which styles show days or times, by their number. */
async function dateStyles(archive: Archive): Promise<Map<string, Shown>> {
  const styles = new Map<string, Shown>();
  if (!archive.has(STYLES)) return styles;
  const formats = new Map(BUILT_IN);
  let isOfCells = false;
  let at = 0;
  await readPart(archive, STYLES, {
    open(name, { numFmtId: id = '0', formatCode: code = '' }) {
      if (name === 'cellXfs') isOfCells = true;
      else if (name === 'numFmt') note(formats, Number(id), code);
      else if (name === 'xf' && isOfCells) {
        const shown = formats.get(Number(id));
        if (shown !== undefined) styles.set(String(at), shown);
        at += 1;
      }
    },
    close(name) {
      if (name === 'cellXfs') isOfCells = false;
    },
  });
  return styles;
}

function note(formats: Map<number, Shown>, id: number, code: string): void {
  let shown: Shown | undefined;
  try {
    if (isDateFormat(code)) shown = getFormatInfo(code).type === 'time' ? 'time' : 'date';
  } catch {
    // A format that nobody can read shows a number.
  }
  if (shown === undefined) formats.delete(id);
  else formats.set(id, shown);
}

async function countsFrom1904(archive: Archive): Promise<boolean> {
  let from1904 = false;
  await readPart(archive, WORKBOOK, {
    open(name, { date1904 = '' }) {
      if (name === 'workbookPr') from1904 = date1904 === '1' || date1904 === 'true';
    },
  });
  return from1904;
}

function dateText(days: number, shown: Shown, offset: number): string | undefined {
  if (!Number.isFinite(days) || days < 0) return undefined;
  // Hours that were worked, say: more than a day of them is no time of day, and less than one is no day.
  if (shown === 'time' ? days >= 1 : days < 1) return undefined;
  const parts = dateFromSerial(shown === 'date' ? days + offset : days);
  if (parts === undefined || parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const time = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
  if (shown === 'time') return time;
  const date = [
    String(year).padStart(4, '0'),
    ...[month, day].map((part) => String(part).padStart(2, '0')),
  ].join('-');
  return Number.isInteger(days) ? date : `${date}T${time}`;
}
