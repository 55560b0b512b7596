import type { AppError } from '@/lib/errors/app-error';

/**
 * Why there are no reports, in words, where asking again would not help: the host has none, or the key may not read
 * them. `undefined` for what may pass: no answer, a failing server, too many requests.
 */
export function reportAbsence(error: AppError): string | undefined {
  switch (error.kind) {
    case 'key-refused':
      return error.status === 403
        ? 'The API key of this dashboard may not read reports.'
        : 'orq.ai does not give reports to the API key of this dashboard.';
    case 'invalid':
      return 'This orq.ai host does not answer the report that is needed here.';
    case 'upstream':
      if (error.status === 404 || error.status === 405 || error.status === 501)
        return 'This orq.ai host has no reports.';
      return error.status >= 400 && error.status < 500 && error.status !== 408
        ? `This orq.ai host refuses reports (status ${error.status}).`
        : undefined;
    default:
      return undefined;
  }
}
