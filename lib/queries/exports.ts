import type { Outcome } from '@/lib/errors/app-error';
import type { ExportProgress, ExportRequest } from '@/lib/export/request';
import { failed } from '@/lib/errors/app-error';
import { queryError } from './outcome-json';

/** Exports, which the browser fetches as a file while the page asks how they go. */

const ADDRESS = '/api/identities/export';

/** The address of the file; it is there once, and for a minute. */
export function exportHref(id: string): string {
  return `${ADDRESS}/${id}`;
}

/** Asks for an export. Errors: `invalid`, `audit-unavailable`, `signed-out`, `dashboard`. */
export function prepareExport(request: ExportRequest): Promise<Outcome<{ id: string }>> {
  return outcomeOf(ADDRESS, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  });
}

/** How an export goes. Errors: `not-found` when this process of the server knows of none, `signed-out`, `dashboard`. */
export function readExportProgress(id: string): Promise<Outcome<ExportProgress>> {
  return outcomeOf(`${exportHref(id)}/progress`, {});
}

/** Cancels an export. Errors: as above. */
export function cancelExport(id: string): Promise<Outcome<ExportProgress>> {
  return outcomeOf(exportHref(id), { method: 'DELETE' });
}

/** Any answer of these routes is an outcome; without one the server could not be asked. */
async function outcomeOf<T>(path: string, init: RequestInit): Promise<Outcome<T>> {
  try {
    const response = await fetch(path, { ...init, cache: 'no-store' });
    return (await response.json()) as Outcome<T>;
  } catch (error) {
    return failed(queryError(error));
  }
}
