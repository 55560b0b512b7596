import 'server-only';
import type { AppError } from '@/lib/errors/app-error';
import { isJsonObject } from '@/lib/identity/json-object';
import type { Answer, Loss } from './exchange';
import { retryAfterMs } from './retry';

/**
 * HTTP becomes `AppError` here and nowhere else. Reads all six error forms of the contract (E1 to E6): the text from
 * `error.message`, `error` or `message`, the code from `error.code` or `code`, else the status speaks.
 */

/** Longest text of an upstream that an operator is shown. */
const LONGEST = 300;

/** What was asked for. The same status means other things for other calls. */
export type Operation = keyof typeof OPERATIONS;

/** Whether each is about one thing by its id, and whether it changes anything. */
const OPERATIONS = {
  list: { one: false, changes: false },
  retrieve: { one: true, changes: false },
  create: { one: false, changes: true },
  update: { one: true, changes: true },
  delete: { one: true, changes: true },
  'list-budgets': { one: false, changes: false },
  'create-budget': { one: false, changes: true },
  'change-budget': { one: true, changes: true },
  report: { one: false, changes: false },
} as const;

/** What the client adds: whose secret must not come back, what time it is (milliseconds), and what was asked for. */
export type FailureContext = { apiKey: string; now: number; operation: Operation };

/** An answer outside 2xx. */
export function failureOf(answer: Answer, { apiKey, now, operation }: FailureContext): AppError {
  const { status, headers } = answer;
  const body = jsonOf(answer.text);
  const said = clean(saidIn(body), apiKey);
  const message = said ?? `The service answered ${status}.`;
  const code = codeIn(body);
  const wait = retryAfterMs(headers, now);
  const requestId = clean(headers.get('x-request-id') ?? undefined, apiKey);
  const upstream = (words = said === undefined ? message : `It said: ${said}`): AppError => ({
    kind: 'upstream',
    status,
    message: words,
    ...(code !== undefined && { code }),
    ...(requestId !== undefined && { requestId }),
    ...(wait !== undefined && { retryAfterMs: wait }),
    // A server that fails, or a proxy before it that gave up waiting, may have carried a change out all the same.
    ...(OPERATIONS[operation].changes && (status >= 500 || status === 408) && { outcomeUnknown: true }),
  });

  if (status === 400 || status === 422) return { kind: 'invalid', message, fields: fieldsIn(body, apiKey) };
  if (status === 401 || status === 402 || status === 403)
    return { kind: 'key-refused', status, message: said ?? '', ...(code !== undefined && { code }) };
  if (status === 404) {
    // A proxy or a wrong path answers 404 with a page of its own: that is not a missing identity.
    return OPERATIONS[operation].one && isJsonObject(body)
      ? { kind: 'not-found', message }
      : upstream('Nothing answers at this address. Check ORQ_API_URL.');
  }
  if (status === 409 && operation === 'create') return { kind: 'conflict', field: 'external_id', message };
  if (status === 409 && operation === 'create-budget') return { kind: 'conflict', field: 'budget', message };
  if (status === 429)
    return { kind: 'rate-limited', message, ...(wait !== undefined && { retryAfterMs: wait }) };
  if (status >= 300 && status < 400) return upstream(REDIRECTED);
  return upstream();
}

const REDIRECTED = 'The address in ORQ_API_URL sends requests elsewhere. Set it to the final address.';

/** No whole answer. `changing` tells whether something may have happened all the same. */
export function lossOf(loss: Loss, changing: boolean): AppError {
  switch (loss.loss) {
    case 'timeout':
      return {
        kind: 'unreachable',
        reason: 'timeout',
        message: 'The service did not answer in time.',
        outcomeUnknown: changing,
      };
    case 'connection':
      return {
        kind: 'unreachable',
        reason: 'connection',
        message: 'The connection to the service failed.',
        outcomeUnknown: changing && loss.sent,
      };
    case 'stopping':
      return {
        kind: 'unreachable',
        reason: 'stopping',
        message: 'The dashboard is being stopped.',
        outcomeUnknown: changing,
      };
    case 'redirect':
      return { kind: 'upstream', status: 302, message: REDIRECTED };
    case 'too-large':
      return {
        kind: 'unreadable',
        message: 'The answer of the service is too large.',
        outcomeUnknown: changing,
      };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function saidIn(body: unknown): string | undefined {
  if (!isJsonObject(body)) return undefined;
  const { error, message } = body;
  if (isJsonObject(error) && typeof error.message === 'string') return error.message;
  if (typeof error === 'string' && error !== '') return error;
  return typeof message === 'string' ? message : undefined;
}

function codeIn(body: unknown): string | undefined {
  if (!isJsonObject(body)) return undefined;
  const inner = isJsonObject(body.error) ? body.error.code : undefined;
  for (const code of [inner, body.code])
    if (typeof code === 'string' && /^[\w.-]{1,64}$/.test(code)) return code;
  return undefined;
}

/** Messages by field, from `details.fields` (the embedded API) where they are there. */
function fieldsIn(body: unknown, apiKey: string): Record<string, string[]> {
  if (!isJsonObject(body)) return {};
  const holder = isJsonObject(body.error) ? body.error : body;
  const fields = isJsonObject(holder.details) ? holder.details.fields : undefined;
  if (!isJsonObject(fields)) return {};
  const result: Record<string, string[]> = {};
  for (const [field, value] of Object.entries(fields)) {
    const messages = (Array.isArray(value) ? value : [value])
      .map((message) => (typeof message === 'string' ? clean(message, apiKey) : undefined))
      .filter((message) => message !== undefined);
    if (messages.length > 0) result[field] = messages;
  }
  return result;
}

/** A text of the upstream as it may be shown: one line, of bearable length, without our key. */
function clean(text: string | undefined, apiKey: string): string | undefined {
  const line = text
    ?.replaceAll(apiKey, '[redacted]')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  if (line === undefined || line === '') return undefined;
  const characters = [...line];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : line;
}
