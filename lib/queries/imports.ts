import { infiniteQueryOptions } from '@tanstack/react-query';
import { failed, type Outcome } from '@/lib/errors/app-error';
import type { ImportRequest } from '@/lib/import/import-request';
import type { ItemPlan, JobItemPage } from '@/lib/jobs/schema';
import { getOutcome, queryError } from './outcome-json';

/** Files on their way to the dashboard, and the rows that were read of them. */

/** How far a file is on its way: bytes that were sent. All of them sent, its rows are being read. */
export type UploadProgress = { sent: number };

/**
 * Sends a file. Errors: `invalid` for one that cannot be read, with the reason; `signed-out`, `forbidden`, `dashboard`.
 * Undefined when it was aborted: then nothing of it is kept.
 */
export function uploadImport(
  file: File,
  onProgress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<Outcome<{ job: string }> | undefined> {
  return new Promise((resolve) => {
    // Not `fetch`, which does not say how much of a body has been sent.
    const request = new XMLHttpRequest();
    request.open('POST', '/api/identities/import');
    request.responseType = 'json';
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name.toWellFormed()));
    request.upload.onprogress = ({ loaded }) => onProgress({ sent: loaded });
    request.onload = () => resolve(outcomeOf(request));
    request.onerror = () => resolve(failed(queryError(undefined)));
    request.onabort = () => resolve(undefined);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

/** Any answer of the route is an outcome; what else answers, such as a proxy, is not. */
function outcomeOf({ response, status }: XMLHttpRequest): Outcome<{ job: string }> {
  if (typeof response === 'object' && response !== null && 'ok' in response)
    return response as Outcome<{ job: string }>;
  return failed({
    kind: 'dashboard',
    status,
    message:
      status === 413
        ? 'The file is too large for the server in front of the dashboard.'
        : `The dashboard’s server answered ${status}.`,
    outcomeUnknown: false,
  });
}

/** The rows of an import that its check found to be of one sort, page by page. Another mapping gives other rows. */
export const importRowsOptions = (id: string, plan: ItemPlan, { mapping, separator, empty }: ImportRequest) =>
  infiniteQueryOptions({
    queryKey: ['jobs', 'rows', id, plan, JSON.stringify([mapping, separator, empty])],
    queryFn: ({ signal, pageParam }) => {
      const parameters = new URLSearchParams({ plan });
      if (pageParam !== undefined) parameters.set('after', String(pageParam));
      return getOutcome<JobItemPage>(`/api/jobs/${encodeURIComponent(id)}/items?${parameters}`, signal);
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ items, has_more }) => (has_more ? items.at(-1)?.position : undefined),
  });

/** The address of the rows of an import that were rejected, as a file. */
export function rejectedRowsHref(id: string): string {
  return `/api/jobs/${encodeURIComponent(id)}/rejected`;
}
