import 'server-only';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { eq } from 'drizzle-orm';
import { ulid } from 'ulid';
import type { Operator } from '@/lib/auth/operator';
import { jobs } from '@/lib/db/job-tables';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import { formatIssue, formatOf } from '@/lib/import/file-format';
import { IMPORT_BYTES_MAX, type ImportFormat } from '@/lib/import/import-request';
import { UnreadableFile } from '@/lib/transfer/source-row';
import { authorize } from '../authorize';
import { isStopping } from '../lifecycle';
import { presentRequest } from '../request-marks';
import { store } from '../store';
import { keepRows } from './keep-rows';

/** A file as it arrives. */
export type Upload = {
  /** As the operator's machine calls it. */
  name: string;
  body: globalThis.ReadableStream<Uint8Array> | null;
  /** Bytes, where the browser says how many come. */
  size: number | undefined;
  signal: AbortSignal;
};

/** The one refusal that HTTP has a status of its own for: 413. */
export const TOO_LARGE: AppError = invalid(
  `The file is larger than ${IMPORT_BYTES_MAX / 1024 / 1024} MB. Split it into several files, each with the header.`,
);

/**
 * Takes a file, keeps its rows, and leaves the naming of its columns to the operator: the job is a draft. The file itself
 * lies on the disk only while it is read. Errors: `invalid` for a file that cannot be read, with the reason, and those of
 * `authorize`.
 */
export async function uploadImport(upload: Upload): Promise<Outcome<{ job: string }>> {
  const operator = await authorize('identity.write');
  if (!operator.ok) return operator;
  if (isStopping())
    return failed({
      kind: 'unreachable',
      reason: 'stopping',
      message: 'The dashboard is being stopped.',
      outcomeUnknown: false,
    });
  const format = formatOf(upload.name);
  if (format === undefined) return failed(invalid(formatIssue(upload.name) ?? 'This file cannot be read.'));
  if ((upload.size ?? 0) > IMPORT_BYTES_MAX) return failed(TOO_LARGE);
  const folder = await mkdtemp(join(tmpdir(), 'identity-desk-import-'));
  try {
    // A workbook is read from its end, so no file is read before it is whole.
    const path = join(folder, 'upload');
    const isWhole = await spooled(upload, path);
    if (!isWhole) return failed(TOO_LARGE);
    return await draftOf(operator.value, { name: upload.name, format, path });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes what arrives to a file. Says whether it was within the limit. Rejects when the connection breaks. */
async function spooled({ body, signal }: Upload, path: string): Promise<boolean> {
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      // What is too much is not kept; the rest of it is not waited for.
      if (bytes > IMPORT_BYTES_MAX) done(new TooManyBytes());
      else done(null, chunk);
    },
  });
  const source = body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream<Uint8Array>);
  try {
    await pipeline(source, counted, createWriteStream(path, { mode: 0o600 }), { signal });
    return true;
  } catch (error) {
    if (error instanceof TooManyBytes) return false;
    throw error;
  }
}

class TooManyBytes extends Error {}

async function draftOf(
  by: Operator,
  file: { name: string; format: ImportFormat; path: string },
): Promise<Outcome<{ job: string }>> {
  const { orm } = await store();
  const { requestId, address } = await presentRequest();
  const id = ulid();
  const request = { kind: 'import', file: file.name, format: file.format };
  // Without a total nobody is shown the draft: its rows are not all there yet.
  await orm.insert(jobs).values({
    id,
    kind: 'import',
    state: 'draft',
    operatorId: by.id,
    operatorEmail: by.email,
    address,
    requestId,
    request,
    selection: { by: 'items' },
    created: new Date(),
  });
  try {
    const { columns, mapping, total } = await keepRows(orm, id, file.path, file.format);
    await orm
      .update(jobs)
      .set({ total, request: { ...request, columns, mapping, separator: ',', empty: 'leave' } })
      .where(eq(jobs.id, id));
    return succeeded({ job: id });
  } catch (error) {
    await orm.delete(jobs).where(eq(jobs.id, id));
    if (error instanceof UnreadableFile) return failed(invalid(error.message));
    throw error;
  }
}

function invalid(message: string): AppError {
  return { kind: 'invalid', message, fields: { file: [message] } };
}
