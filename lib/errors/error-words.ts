import { isOutcomeUnknown, type AppError } from './app-error';

/** An error in the words of the interface. */
export type ErrorWords = {
  /** What happened, in a few words. */
  title: string;
  /** What it means and what to do. */
  text: string;
};

/** What was being done: after a read nobody asks whether something was changed, after a change everybody does. */
export type Doing = 'read' | 'change';

/**
 * What an operator reads about an error. The one place that turns an `AppError` into words; the `switch` has no
 * default, so that a new kind fails the type check here.
 */
export function errorWords(error: AppError, doing: Doing): ErrorWords {
  switch (error.kind) {
    case 'invalid':
      return doing === 'read'
        ? { title: 'The identity service refused this request', text: sentences(error.message) }
        : {
            title: 'This cannot be accepted as it is',
            text: sentences(error.message, byField(error.fields), 'Nothing was changed.'),
          };
    case 'conflict':
      return {
        title: error.field === 'budget' ? 'This identity has a budget already' : 'This external ID is taken',
        text: error.message,
      };
    case 'not-found':
      if (error.what === 'job')
        return {
          title: 'Job not found',
          text: 'There is no such job, or it is somebody else’s. Jobs are kept for 400 days.',
        };
      return {
        title: 'Identity not found',
        text: 'No identity has this ID or external ID. It may have been deleted.',
      };
    case 'signed-out':
      return {
        title: 'You are signed out',
        text: 'Your sign-in has ended. Sign in again to go on; what you typed stays here until then.',
      };
    case 'forbidden':
      return { title: 'You can’t do this', text: error.message };
    case 'confirm-sign-in':
      return { title: 'Confirm that it is you', text: error.message };
    case 'not-proven':
      return { title: PROOF_TITLES[error.reason], text: error.message };
    case 'audit-unavailable':
      return { title: 'The audit log is not available', text: `${error.message} Try again.` };
    case 'rate-limited':
      return {
        title: 'Too many requests',
        text: sentences(
          'orq.ai limits how often it can be asked.',
          outcome(doing, false),
          wait(error.retryAfterMs),
        ),
      };
    case 'key-refused':
      return {
        title: keyTitle(error.status),
        text: sentences(keyCure(error.status), said(error.message), outcome(doing, false)),
      };
    case 'unreachable':
      return {
        title: unreachableTitle(error.reason),
        text: sentences(
          error.reason === 'paused' &&
            'It failed several times in a row, so it is left alone for some seconds.',
          outcome(doing, error.outcomeUnknown),
          unreachableCure(error, doing),
        ),
      };
    case 'dashboard':
      return {
        title:
          error.status === undefined ? 'The dashboard cannot be reached' : 'The dashboard could not answer',
        text: sentences(
          error.message,
          outcome(doing, error.outcomeUnknown),
          !(doing === 'change' && error.outcomeUnknown) && 'Try again; if it stays, reload this page.',
        ),
      };
    case 'unreadable':
      return {
        title: 'The identity service sent an answer that cannot be read',
        text: sentences(
          error.message,
          outcome(doing, error.outcomeUnknown),
          !(doing === 'change' && error.outcomeUnknown) && 'Try again; if it stays, check ORQ_API_URL.',
          reference(error.requestId),
        ),
      };
    case 'outdated':
      return {
        title: 'The dashboard was updated',
        text: 'Nothing was changed. Reload the page to go on. A reload empties forms, so copy what you typed first.',
      };
    case 'upstream':
      return {
        title: upstreamTitle(error.status),
        text: sentences(
          error.message,
          error.status >= 300 && outcome(doing, isOutcomeUnknown(error)),
          !(doing === 'change' && isOutcomeUnknown(error)) && wait(error.retryAfterMs),
          reference(error.requestId),
        ),
      };
  }
}

function outcome(doing: Doing, unknown: boolean): string | false {
  if (doing === 'read') return false;
  return unknown
    ? 'It is not known whether the change was made. Look at what is stored before you try again.'
    : 'Nothing was changed.';
}

const PROOF_TITLES = {
  password: 'This is not your password',
  code: 'This code is not right',
  'code-needed': 'A code is needed too',
  'too-many': 'Too many attempts',
} as const satisfies Record<Extract<AppError, { kind: 'not-proven' }>['reason'], string>;

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

function upstreamTitle(status: number): string {
  if (status >= 500) return 'The identity service failed';
  return status < 300 ? 'The identity service did not do what it said' : 'The identity service refused';
}

type Unreachable = Extract<AppError, { kind: 'unreachable' }>;

function unreachableTitle(reason: Unreachable['reason']): string {
  switch (reason) {
    case 'timeout':
      return 'The identity service did not answer in time';
    case 'connection':
      return 'The identity service cannot be reached';
    case 'paused':
      return 'The identity service is failing';
    case 'stopping':
      return 'The dashboard is being stopped';
  }
}

function unreachableCure(error: Unreachable, doing: Doing): string | false {
  if (error.reason === 'stopping') return 'Try again once it is back.';
  if (error.retryAfterMs !== undefined) return wait(error.retryAfterMs);
  if (doing === 'change' && error.outcomeUnknown) return false;
  return 'Try again; if it stays, check that the service is up.';
}

function wait(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return 'Wait a moment, then try again.';
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  if (seconds < 120) return `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
  return `Try again in ${Math.ceil(seconds / 60)} minutes.`;
}

function byField(fields: Record<string, string[]>): string {
  return sentences(...Object.entries(fields).map(([field, messages]) => `${field}: ${messages.join(' ')}`));
}

function said(message: string): string {
  return message === '' ? '' : `It said: ${message}`;
}

function reference(requestId: string | undefined): string {
  return requestId === undefined ? '' : `Request ID: ${requestId}`;
}

/** Joins what there is, each with its full stop. */
function sentences(...parts: (string | false)[]): string {
  return parts
    .filter((part): part is string => part !== false && part !== '')
    .map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`))
    .join(' ');
}
