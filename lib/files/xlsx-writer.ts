import 'server-only';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { SHEET_END, SHEET_START, sheetPath, workbookParts } from './xlsx-parts';
import { headingXml, rowXml, type XlsxCell } from './xlsx-rows-xml';

/** Rows of one sheet, its header included: Excel's limit. What is more goes on in another sheet. */
const SHEET_ROWS_MAX = 1_048_576;
/** Text that is compressed at once, in characters. */
const PART_LENGTH = 64 * 1024;

/**
 * A workbook, made no faster than it is read and never held as a whole. Each sheet starts with the header. Rejects with
 * what `rows` throws; what was read until then is no workbook, as the list of its parts comes last.
 *
 * @param sheetRows fewer rows a sheet, for tests
 */
export async function* xlsxFile(
  name: string,
  header: readonly string[],
  rows: AsyncIterable<readonly XlsxCell[]>,
  sheetRows = SHEET_ROWS_MAX,
): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const source = rows[Symbol.asyncIterator]();
  const state: { next?: readonly XlsxCell[]; sheet?: Readable } = {};
  zip.on('error', (error: Error) => output.destroy(error));

  async function* sheetXml(): AsyncGenerator<Buffer> {
    let text = SHEET_START + headingXml(header);
    for (let row = 2; state.next !== undefined && row <= sheetRows; row += 1) {
      text += rowXml(header, state.next, row);
      if (text.length >= PART_LENGTH) {
        yield Buffer.from(text);
        text = '';
      }
      await advance();
    }
    yield Buffer.from(text + SHEET_END);
  }
  async function advance(): Promise<void> {
    const { done, value } = await source.next();
    if (done === true) delete state.next;
    else state.next = value;
  }
  async function fill(): Promise<void> {
    await advance();
    let sheets = 0;
    do {
      sheets += 1;
      state.sheet = Readable.from(sheetXml(), { objectMode: false });
      const ended = once(state.sheet, 'end');
      zip.addReadStream(state.sheet, sheetPath(sheets));
      await ended;
    } while (state.next !== undefined);
    for (const [path, text] of Object.entries(workbookParts(name, sheets)))
      zip.addBuffer(Buffer.from(text), path);
    zip.end();
  }

  fill().catch((error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error('The rows ended.', { cause: error })),
  );
  try {
    yield* output as AsyncIterable<Buffer>;
  } finally {
    output.destroy();
    state.sheet?.destroy();
    await source.return?.();
  }
}
