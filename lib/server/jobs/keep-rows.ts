import 'server-only';
import type { Orm } from '@/lib/db/database';
import { formatCount } from '@/lib/format/numbers';
import { cellSample, lineSamples } from '@/lib/import/column-samples';
import { guessMapping } from '@/lib/import/guess-mapping';
import {
  COLUMN_NAME_MAX,
  IMPORT_COLUMNS_MAX,
  type ColumnTarget,
  type ImportColumn,
  type ImportFormat,
} from '@/lib/import/import-request';
import type { RowInput } from '@/lib/import/row-input';
import { JOB_ITEMS_MAX } from '@/lib/jobs/schema';
import { fileRows } from '@/lib/transfer/file-rows';
import { UnreadableFile } from '@/lib/transfer/source-row';
import { suggestMetadataKeys } from '../seen-metadata-keys';
import { addItems, type NewItem } from './item-store';

/** Rows that are written at once, and how many characters of them are held at most. */
const BATCH_ROWS = 500;
const BATCH_LENGTH = 4 * 1024 * 1024;
/** Keys of the metadata that a column's name is compared with. */
const KNOWN_KEYS = 2_000;
/** Different values of a column that are shown. */
const SAMPLES = 3;

/** The columns of a file, what they are likely to be, and how many rows it has. */
export type KeptRows = { columns: ImportColumn[]; mapping: ColumnTarget[]; total: number };

/** Keeps each row of a file as an item of a job. Throws `UnreadableFile`, also for more rows than a job takes. */
export async function keepRows(orm: Orm, job: string, path: string, format: ImportFormat): Promise<KeptRows> {
  const columns: ImportColumn[] = [];
  const places = new Map<string, number>();
  let batch: NewItem[] = [];
  let length = 0;
  let total = 0;
  const flush = async () => {
    await addItems(orm, job, batch);
    [batch, length] = [[], 0];
  };
  for await (const { line, input, names } of fileRows(path, format)) {
    if (total === JOB_ITEMS_MAX)
      throw new UnreadableFile(
        `The file has more than ${formatCount(JOB_ITEMS_MAX)} rows, which is the most one import takes. Split it into several files, each with the header.`,
      );
    if (format === 'jsonl') addNames(columns, places, names);
    else if (columns.length === 0) for (const name of names) columns.push({ name, samples: [] });
    checkColumns(columns);
    addSamples(columns, input);
    batch.push({ position: total, line, input });
    length += lengthOf(input);
    total += 1;
    if (batch.length >= BATCH_ROWS || length >= BATCH_LENGTH) await flush();
  }
  await flush();
  if (total === 0) throw new UnreadableFile('The file has a header and no rows.');
  return {
    columns,
    mapping: guessMapping(
      columns.map(({ name }) => name),
      suggestMetadataKeys('', KNOWN_KEYS).map(({ key }) => key),
    ),
    total,
  };
}

/** Members of JSON lines become columns as they come up. */
function addNames(columns: ImportColumn[], places: Map<string, number>, names: readonly string[]): void {
  for (const name of names) {
    if (places.has(name)) continue;
    places.set(name, columns.length);
    columns.push({ name, samples: [] });
  }
}

function checkColumns(columns: readonly ImportColumn[]): void {
  if (columns.length > IMPORT_COLUMNS_MAX)
    throw new UnreadableFile(
      `The file has more than ${IMPORT_COLUMNS_MAX} columns. Leave out those that are not to be imported.`,
    );
  const long = columns.find(({ name }) => name.length > COLUMN_NAME_MAX);
  if (long !== undefined)
    throw new UnreadableFile(
      `A column has a name of more than ${COLUMN_NAME_MAX} characters. The first line has to name the columns.`,
    );
}

function addSamples(columns: readonly ImportColumn[], { cells, text, broken }: RowInput): void {
  if (broken !== undefined || columns.every(({ samples }) => samples.length >= SAMPLES)) return;
  const members = text === undefined ? undefined : lineSamples(text);
  for (const [at, { name, samples }] of columns.entries()) {
    const sample = members === undefined ? cellSample(cells?.[at] ?? '') : members.get(name);
    if (samples.length < SAMPLES && sample !== undefined && !samples.includes(sample)) samples.push(sample);
  }
}

function lengthOf({ cells, text }: RowInput): number {
  return (text ?? '').length + (cells ?? []).reduce((sum, cell) => sum + cell.length, 0);
}
