import 'server-only';
import { operatorWithMethod } from '@/lib/auth/operators';
import { isRole, roleMay } from '@/lib/auth/permissions';
import type { Operator } from '@/lib/auth/operator';
import * as z from 'zod';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';
import { invalidInput } from '@/lib/errors/invalid-input';
import { exportColumns, type ExportRow } from '@/lib/export/columns';
import { exportRequest, type ExportProgress, type ExportRequest } from '@/lib/export/request';
import { listDays, rankedBy } from '@/lib/identity/list-address';
import { endEntry, openedEntry } from './audited';
import { authorize } from './authorize';
import { chosenRows } from './exports/chosen-rows';
import { ExportBroken } from './exports/export-broken';
import { exportFile } from './exports/export-file';
import { matchingRows } from './exports/matching-rows';
import { rankedRows } from './exports/ranked-rows';
import { wantedBy, type Reading } from './exports/reading';
import {
  exportOf,
  forgetExportLater,
  isOpen,
  keepExport,
  openExports,
  type RunningExport,
} from './exports/running-exports';
import { logEvent } from './log';
import { store } from './store';

/**
 * Exports. The browser posts a form and writes the answer to disk by itself; the page, which sees nothing of that, asks
 * how it goes by an id of its own making. All that is exported stands in the one request, so any instance can answer it;
 * only the instance that does can tell how it goes.
 */

/** Exports that an operator may have on their way at once, of one instance. */
const AT_ONCE = 3;
/** How often it is asked whether the operator may still export, in milliseconds. */
const CHECKED_EVERY_MS = 5_000;

/** What a form holds: what is exported, and the id that the page asks by. */
const openedRequest = z.object({ id: z.uuid(), request: exportRequest });

/** What is wrong with a request, before a form is posted of which the page hears nothing. Errors: `invalid`, those of `authorize`. */
export async function checkExport(input: unknown): Promise<Outcome<null>> {
  const operator = await authorize('identity.export');
  if (!operator.ok) return operator;
  const parsed = exportRequest.safeParse(input);
  if (!parsed.success) return failed(invalidInput(parsed.error));
  return openExports(operator.value.id) < AT_ONCE ? succeeded(null) : failed(TOO_MANY);
}

/**
 * The file, recorded before its first row is read: what cannot be recorded is not exported. Errors: `invalid`,
 * `audit-unavailable`, and those of `authorize`; what an operator may know of them is told by `readExportProgress`, too.
 *
 * @param gone aborted when the browser leaves
 */
export async function openExport(
  input: unknown,
  gone: AbortSignal = new AbortController().signal,
): Promise<Outcome<{ format: ExportRequest['format']; bytes: ReadableStream<Uint8Array> }>> {
  const operator = await authorize('identity.export');
  if (!operator.ok) return operator;
  const parsed = openedRequest.safeParse(input);
  if (!parsed.success) return failed(invalidInput(parsed.error));
  const { id, request } = parsed.data;
  if (exportOf(operator.value.id, id) !== undefined || openExports(operator.value.id) >= AT_ONCE)
    return failed(TOO_MANY);
  const running: RunningExport = {
    id,
    operatorId: operator.value.id,
    request,
    progress: { state: 'running', rows: 0 },
    stop: new AbortController(),
  };
  keepExport(running);
  const entry = await openedEntry({
    action: 'identity.exported',
    operator: operator.value,
    detail: toldOf(request),
  });
  if (entry === undefined) {
    await end(running, 'failed', errorWords(NOT_RECORDED, 'read'));
    return failed(NOT_RECORDED);
  }
  running.entry = entry;
  gone.addEventListener('abort', () => running.stop.abort(), { once: true });
  return succeeded({ format: request.format, bytes: streamOf(running, operator.value) });
}

const TOO_MANY = {
  kind: 'invalid',
  message: `${AT_ONCE} of your exports are on their way. Wait until one has ended, or cancel it.`,
  fields: {},
} as const;
const NOT_RECORDED = {
  kind: 'audit-unavailable',
  message: 'This could not be recorded, so nothing was exported.',
} as const;

/** How an export of this operator goes, until ten minutes after its end. Errors: `not-found`, those of `authorize`. */
export async function readExportProgress(id: string): Promise<Outcome<ExportProgress>> {
  const operator = await authorize('identity.export');
  if (!operator.ok) return operator;
  const running = exportOf(operator.value.id, id);
  return running === undefined ? failed(NO_SUCH) : succeeded(running.progress);
}

/** Ends an export of this operator; one that has ended stays as it is. Errors: as above. */
export async function cancelExport(id: string): Promise<Outcome<ExportProgress>> {
  const operator = await authorize('identity.export');
  if (!operator.ok) return operator;
  const running = exportOf(operator.value.id, id);
  if (running === undefined) return failed(NO_SUCH);
  running.stop.abort();
  await end(running, 'cancelled');
  return succeeded(running.progress);
}

const NO_SUCH = {
  kind: 'not-found',
  message: 'There is no such export, or it was fetched already.',
} as const;

/** What the audit log is told: the count or the filter, the format and the columns. */
function toldOf(request: ExportRequest): Record<string, unknown> {
  const { selection, format } = request;
  const columns = exportColumns(request).map(({ name }) => name);
  if (selection.by === 'ids')
    return {
      count: selection.ids.length,
      format,
      columns,
      ...(selection.days !== undefined && { usage_days: selection.days }),
    };
  const { search, tags, sort } = selection;
  return {
    ...(search === '' && tags.length === 0 && { matching: 'everything' }),
    ...(search !== '' && { search }),
    ...(tags.length > 0 && { tags }),
    ...(rankedBy({ sort }) !== undefined && { ranked_by: sort, usage_days: listDays(selection) }),
    format,
    columns,
  };
}

/** The file as a stream that is made no faster than it is read. It breaks with the export. */
function streamOf(running: RunningExport, operator: Operator): ReadableStream<Uint8Array> {
  const file = exportFile(running.request, counted(running, operator));
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await file.next();
        if (done !== true) return controller.enqueue(value);
        // Only now is all of it handed over, the end of an archive too.
        await end(running, 'done');
        controller.close();
      } catch (error) {
        await fail(running, error);
        controller.error(error);
      }
    },
    async cancel() {
      running.stop.abort();
      await end(running, 'cancelled');
      await file.return(undefined).catch(() => {});
    },
  });
}

/** The rows, counted as they go, as long as the operator may have them. */
async function* counted(running: RunningExport, operator: Operator): AsyncGenerator<ExportRow> {
  const { signal } = running.stop;
  const reading: Reading = {
    signal,
    onWaiting: (words) => {
      const { waiting_for: _before, ...progress } = running.progress;
      running.progress = words === undefined ? progress : { ...progress, waiting_for: words };
    },
  };
  let checked = Date.now();
  for await (const row of rowsOf(running.request, reading)) {
    signal.throwIfAborted();
    if (Date.now() - checked > CHECKED_EVERY_MS) {
      if (!(await mayStillExport(operator)))
        throw new ExportBroken({ kind: 'forbidden', message: 'You may not export any more.' });
      checked = Date.now();
    }
    yield row;
    running.progress = { ...running.progress, rows: running.progress.rows + 1 };
  }
}

function rowsOf(request: ExportRequest, reading: Reading): AsyncGenerator<ExportRow> {
  const { selection } = request;
  const wanted = wantedBy(request);
  if (selection.by === 'ids') return chosenRows(selection, wanted, reading);
  const by = rankedBy(selection);
  if (by === undefined) return matchingRows(selection, wanted, reading);
  return rankedRows({ ...selection, by, days: listDays(selection) }, wanted, reading);
}

async function mayStillExport({ id }: Operator): Promise<boolean> {
  const { orm } = await store();
  const found = await operatorWithMethod(orm, id);
  return (
    found !== undefined &&
    found.disabledAt === null &&
    isRole(found.role) &&
    roleMay(found.role, 'identity.export')
  );
}

async function fail(running: RunningExport, error: unknown): Promise<void> {
  if (running.stop.signal.aborted) return end(running, 'cancelled');
  if (!(error instanceof ExportBroken))
    logEvent('error', 'export-failed', { error: error instanceof Error ? error.stack : String(error) });
  const failure =
    error instanceof ExportBroken
      ? error.words()
      : { title: 'The export failed', text: 'The dashboard failed. What was written is not whole.' };
  await end(running, 'failed', failure);
}

/** Says once and for all how it ended, also to the audit log. */
async function end(
  running: RunningExport,
  state: 'done' | 'failed' | 'cancelled',
  failure?: { title: string; text: string },
): Promise<void> {
  if (!isOpen(running.progress)) return;
  const { rows } = running.progress;
  running.progress = { state, rows, ...(failure && { failure }) };
  forgetExportLater(running.id);
  const reason = state === 'cancelled' ? 'The browser or the operator ended it.' : failure?.title;
  if (running.entry === undefined) return;
  await endEntry(running.entry, 'identity.exported', {
    outcome: state === 'done' ? 'done' : 'failed',
    detail: {
      exported: rows,
      // Of a filter the count is known at the end only.
      ...(running.request.selection.by === 'matching' && { count: rows }),
      ...(reason !== undefined && { reason }),
    },
  });
}
