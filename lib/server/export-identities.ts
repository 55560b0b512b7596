import 'server-only';
import type { AppError, Outcome } from '@/lib/errors/app-error';
import { failed, succeeded } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';
import { CSV_BOM, csvRecord, type CsvCell } from '@/lib/format/csv';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { storedIdentity } from './identities';

/** Most identities of one export. */
export const EXPORT_MAX = 500;

/** Identities read at the same time; an export must not fill the client's queue, which pages wait in too. */
const AT_ONCE = 4;

/** The names of what `profileCells` gives. */
export const PROFILE_COLUMNS = [
  'id',
  'external_id',
  'display_name',
  'email',
  'avatar_url',
  'tags',
  'metadata',
  'created',
  'updated',
];
const COLUMNS = [
  ...PROFILE_COLUMNS,
  'total_requests',
  'total_tokens',
  'total_cost_usd',
  'error_rate',
  'usage_window_end',
];

/** An identity with the instant at which its figures were read, which is the end of their 30 days. */
type Exported = { identity: IdentityRecord; readAt: string };

/** One identity as a record. Tags are a JSON array: a tag may hold any separator. Metadata is its stored JSON text. */
function exportRecord({ identity, readAt }: Exported): string {
  const { metrics } = identity;
  return csvRecord([
    ...profileCells(identity),
    metrics?.total_requests,
    metrics?.total_tokens,
    metrics?.total_cost,
    metrics?.error_rate,
    metrics === undefined ? undefined : readAt,
  ]);
}

/** What the two kinds of export have in common: the identity itself. */
export function profileCells(identity: IdentityRecord): CsvCell[] {
  return [
    identity._id,
    identity.external_id,
    identity.display_name,
    identity.email,
    identity.avatar_url,
    JSON.stringify(identity.tags),
    identity.metadata_text,
    identity.created,
    identity.updated,
  ];
}

/**
 * The identities as CSV, in the order given, record by record.
 *
 * Every record ends in CRLF. When an identity cannot be read the text ends there, with one line of JSON
 * `{ id, title, text }` that has no line end: whoever reads it sees that the file is not whole, and why. Dropping the
 * row would pass a partial file off as a whole one; breaking the connection would lose the reason.
 */
export async function* exportedCsv(ids: readonly string[], signal: AbortSignal): AsyncGenerator<string> {
  yield CSV_BOM + csvRecord(COLUMNS);
  let at = 0;
  for await (const read of readInOrder(ids, signal)) {
    if (!read.ok) {
      yield failureLine(ids[at] ?? '', read.error);
      return;
    }
    yield exportRecord(read.value);
    at += 1;
  }
}

/** The identities one after the other, in the order given, a few of them on their way at once. */
export function readInOrder(ids: readonly string[], signal: AbortSignal): AsyncGenerator<Outcome<Exported>> {
  return inOrder(ids, AT_ONCE, (id) => readExported(id, signal));
}

async function readExported(id: string, signal: AbortSignal): Promise<Outcome<Exported>> {
  const read = await storedIdentity(id, { figures: true, signal });
  if (!read.ok) return read;
  // An external id may read like the `_id` of an identity that is gone.
  if (read.value._id !== id) return failed({ kind: 'not-found', message: 'Identity not found' });
  return succeeded({ identity: read.value, readAt: new Date().toISOString() });
}

export function failureLine(id: string, error: AppError): string {
  const { title, text } = errorWords(error, 'read');
  return JSON.stringify({ id, title, text });
}

/** Works on several items at the same time and yields the results in the order of the items. */
async function* inOrder<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  for (const item of items) {
    const started = work(item);
    // Awaited below, unless an earlier one ends the run; then nobody would hear of a rejection.
    started.catch(() => {});
    running.push(started);
    const first = running.length < atOnce ? undefined : running.shift();
    if (first !== undefined) yield await first;
  }
  for (const rest of running) yield await rest;
}

/** Texts as a byte stream that is made no faster than it is read. `onGone` hears that the reader has left. */
export function byteStream(texts: AsyncGenerator<string>, onGone: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      onGone();
      await texts.return(undefined);
    },
  });
}
