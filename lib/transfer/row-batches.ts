import 'server-only';
import type { SourceRow } from './source-row';

/** Rows written at once: beyond this a bigger statement is no faster. */
const BATCH_ROWS = 1_000;
/** Bytes of the file written at once: what bounds the memory when rows are large. */
const BATCH_BYTES = 2 * 1024 * 1024;

/** Rows in batches of bounded size. */
export async function* rowBatches(rows: AsyncIterable<SourceRow>): AsyncGenerator<SourceRow[]> {
  let batch: SourceRow[] = [];
  let bytes = 0;
  for await (const row of rows) {
    batch.push(row);
    bytes += row.bytes;
    if (batch.length < BATCH_ROWS && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
