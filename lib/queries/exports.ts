import { failed, type Outcome } from '@/lib/errors/app-error';
import type { ExportProgress, ExportRequest } from '@/lib/export/request';
import { queryError } from './outcome-json';

/** Exports, whose file the browser fetches by itself while the page asks how they go. */

const ADDRESS = '/api/identities/export';

/** What is wrong with a request. Errors: `invalid`, `signed-out`, `dashboard`. */
export function checkExport(request: ExportRequest): Promise<Outcome<null>> {
  return outcomeOf(ADDRESS, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  });
}

/**
 * Lets the browser fetch the file: it goes to the downloads as it comes, and is never held by the page. A form, because
 * ids fill more than an address; the answer is a file or nothing, so the page stays.
 */
export function downloadExport(id: string, request: ExportRequest): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = ADDRESS;
  form.hidden = true;
  for (const [name, value] of Object.entries({ id, request: JSON.stringify(request) })) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}

/** How an export goes. Errors: `not-found` when the instance that answers knows of none, `signed-out`, `dashboard`. */
export function readExportProgress(id: string): Promise<Outcome<ExportProgress>> {
  return outcomeOf(`${ADDRESS}/${id}`, {});
}

/** Cancels an export. Errors: as above. */
export function cancelExport(id: string): Promise<Outcome<ExportProgress>> {
  return outcomeOf(`${ADDRESS}/${id}`, { method: 'DELETE' });
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
