import 'server-only';
import { UnreadableWorkbook, type Archive } from './xlsx-archive';
import { plainXlsxText } from './xlsx-text';
import { xmlElements } from './xml-elements';

/** The part that names the sheets. */
export const WORKBOOK = 'xl/workbook.xml';
const SHARED = 'xl/sharedStrings.xml';

/** Most characters of texts that a workbook keeps in a part of their own, all together: they are held in memory. */
const SHARED_MAX = 256 * 1024 * 1024;

/** The paths of the sheets, in the order of the workbook. Throws `UnreadableWorkbook`. */
export async function sheetPaths(archive: Archive): Promise<string[]> {
  const ids: string[] = [];
  await readPart(archive, WORKBOOK, {
    open(name, { id }) {
      if (name === 'sheet' && id !== undefined) ids.push(id);
    },
  });
  const targets = new Map<string, string>();
  await readPart(archive, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id: id, Target: target }) {
      if (name === 'Relationship' && id !== undefined && target !== undefined) targets.set(id, target);
    },
  });
  const paths = ids
    .map((id) => targets.get(id))
    .filter((target) => target !== undefined)
    .map((target) => (target.startsWith('/') ? target.slice(1) : `xl/${target}`))
    .filter((path) => /\/worksheets\//.test(path) && archive.has(path));
  if (paths.length === 0) throw new UnreadableWorkbook('The workbook has no sheet.');
  return paths;
}

/** Reads a part for its elements. Throws `UnreadableWorkbook`. */
export async function readPart(
  archive: Archive,
  path: string,
  heard: Parameters<typeof xmlElements>[1],
): Promise<void> {
  for await (const _ of xmlElements(archive.read(path), heard));
}

/** The texts that cells name by their number; spreadsheets keep each of them once. Throws `UnreadableWorkbook`. */
export async function sharedTexts(archive: Archive): Promise<string[]> {
  const texts: string[] = [];
  if (!archive.has(SHARED)) return texts;
  let text = '';
  let length = 0;
  let reading = false;
  let phonetic = false;
  const elements = xmlElements(archive.read(SHARED), {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') reading = !phonetic;
    },
    text(part) {
      if (!reading) return;
      text += part;
      length += part.length;
      if (length > SHARED_MAX)
        throw new UnreadableWorkbook('The workbook holds too much text. Save it as CSV.');
    },
    close(name) {
      if (name === 'si') texts.push(plainXlsxText(text));
      else if (name === 'rPh') phonetic = false;
      else if (name === 't') reading = false;
    },
  });
  for await (const _ of elements);
  return texts;
}
