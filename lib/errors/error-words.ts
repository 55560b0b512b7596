import type { AppError } from './app-error';

/** An error in the words of the interface. */
export type ErrorWords = {
  /** What happened, in a few words. */
  title: string;
  /** What it means and what to do. */
  text: string;
  /** Whether trying again can help. */
  retry: boolean;
};

/**
 * What an operator reads about an error. The one place that turns an `AppError` into words; the `switch` has no
 * default, so that a new kind fails the type check here.
 */
export function errorWords(error: AppError): ErrorWords {
  switch (error.kind) {
    case 'invalid':
      return { title: 'This cannot be accepted as it is', text: error.message, retry: false };
    case 'conflict':
      return { title: 'This external ID is taken', text: error.message, retry: false };
    case 'not-found':
      return {
        title: 'Identity not found',
        text: 'No identity has this ID or external ID. It may have been deleted.',
        retry: false,
      };
    case 'signed-out':
      return {
        title: 'You are signed out',
        text: 'Your sign-in has ended. Sign in again to go on; what you typed stays here until then.',
        retry: false,
      };
    case 'forbidden':
      return { title: 'You can’t do this', text: error.message, retry: false };
    case 'confirm-sign-in':
      return { title: 'Confirm that it is you', text: error.message, retry: false };
    case 'audit-unavailable':
      return { title: 'The audit log is not available', text: `${error.message} Try again.`, retry: true };
    case 'rate-limited':
      return {
        title: 'Too many requests',
        text: `orq.ai limits how often it can be asked.${waitWords(error.retryAfterMs)}`,
        retry: true,
      };
    case 'key-refused':
      return {
        title: keyTitle(error.status),
        text: `${keyCure(error.status)}${said(error.message)}`,
        retry: true,
      };
    case 'unreachable':
      return {
        title:
          error.reason === 'timeout'
            ? 'The identity service did not answer in time'
            : 'The identity service cannot be reached',
        text: error.outcomeUnknown
          ? 'The change may or may not have been made. Reload to see what is stored before you try again.'
          : 'Nothing was changed. Try again; if it stays, check that the service is up.',
        retry: true,
      };
    case 'unreadable':
      return {
        title: 'The identity service sent an answer that cannot be read',
        text: error.outcomeUnknown
          ? 'The change may have been made. Reload to see what is stored before you try again.'
          : `Nothing was changed. Try again; if it stays, check ORQ_API_URL.${reference(error.requestId)}`,
        retry: true,
      };
    case 'upstream':
      return {
        title: error.status >= 500 ? 'The identity service failed' : 'The identity service refused',
        text: `${said(error.message).trimStart()}${waitWords(error.retryAfterMs)}${reference(error.requestId)}`.trim(),
        retry: true,
      };
  }
}

function keyTitle(status: 401 | 402 | 403): string {
  if (status === 401) return 'orq.ai does not accept the API key';
  if (status === 402) return 'The quota of the orq.ai plan is used up';
  return 'The API key may not do this';
}

function keyCure(status: 401 | 402 | 403): string {
  if (status === 401) return 'Whoever runs this dashboard must set a valid ORQ_API_KEY and restart it.';
  if (status === 402) return 'Raise the quota in orq.ai, or wait until it is renewed.';
  return 'Whoever runs this dashboard must give the key in ORQ_API_KEY the permission for identities.';
}

function waitWords(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return ' Wait a moment, then try again.';
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  if (seconds < 120) return ` Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
  return ` Try again in ${Math.ceil(seconds / 60)} minutes.`;
}

function said(message: string): string {
  return message === '' ? '' : ` It said: ${/[.!?]$/.test(message) ? message : `${message}.`}`;
}

function reference(requestId: string | undefined): string {
  return requestId === undefined ? '' : ` Request ID: ${requestId}.`;
}
