import * as z from 'zod/mini';
import type { ErrorWords } from '@/lib/errors/error-words';
import { CSV_LINE_END, csvRecordCount } from '@/lib/format/csv';
import { identityName } from '@/lib/identity/identity-name';
import type { IdentityRow } from '@/lib/identity/identity-record';
import type { PeriodDays } from '@/lib/reporting/period';

/** Most identities of one export; the server holds the same limit. */
const EXPORT_MAX = 500;

const failureLine = z.object({ id: z.string(), title: z.string(), text: z.string() });

/** Why there is no file, in words. */
export type ExportFailure = Pick<ErrorWords, 'title' | 'text'>;

/**
 * Gets the selected identities as CSV and saves them as a file. A file that lacks a row is not saved.
 *
 * @param days the period of the ranking on screen, whose figures go into the file
 * @returns why nothing was saved, or `undefined`
 */
export async function saveExport(
  rows: readonly IdentityRow[],
  days?: PeriodDays,
): Promise<ExportFailure | undefined> {
  if (rows.length > EXPORT_MAX)
    return {
      title: `At most ${EXPORT_MAX} identities can be exported at once`,
      text: `${rows.length} are selected. Nothing was saved.`,
    };
  const exported = await fetchExport({
    ids: rows.map((row) => row._id),
    ...(days !== undefined && { days }),
  });
  if (typeof exported === 'string')
    return { title: 'The export failed', text: `${exported} Nothing was saved.` };

  // A decoder drops the byte order mark, so the file is made of the bytes and not of the text.
  const failure = exportFailure(new TextDecoder().decode(exported), rows);
  if (failure === undefined) saveFile(new Blob([exported], { type: 'text/csv;charset=utf-8' }));
  return failure;
}

/** The bytes of the file, or what happened instead. */
async function fetchExport(wanted: { ids: string[]; days?: PeriodDays }): Promise<ArrayBuffer | string> {
  try {
    const response = await fetch('/api/identities/export', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(wanted),
    });
    return response.ok ? await response.arrayBuffer() : `The dashboard’s server answered ${response.status}.`;
  } catch {
    return 'The connection to the dashboard’s server failed.';
  }
}

/** What keeps a text from being the whole export of these rows: the server's last line says it, or the text was cut off. */
export function exportFailure(text: string, rows: readonly IdentityRow[]): ExportFailure | undefined {
  if (text.endsWith(CSV_LINE_END) && csvRecordCount(text) === rows.length + 1) return undefined;
  const failure = failureIn(text);
  if (failure === undefined)
    return {
      title: 'The export is incomplete',
      text: 'The connection ended before the last row. Nothing was saved.',
    };
  const row = rows.find(({ _id }) => _id === failure.id);
  if (failure.id === '') return { title: failure.title, text: `${failure.text} Nothing was saved.` };
  const name = row === undefined ? 'One identity' : `“${identityName(row)}”`;
  return { title: `${name} could not be read`, text: `${failure.title}. ${failure.text} Nothing was saved.` };
}

function failureIn(text: string): z.infer<typeof failureLine> | undefined {
  const last = text.slice(text.lastIndexOf(CSV_LINE_END) + CSV_LINE_END.length);
  try {
    const parsed = failureLine.safeParse(JSON.parse(last));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function saveFile(blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = 'identities.csv';
  link.click();
  // The download reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
