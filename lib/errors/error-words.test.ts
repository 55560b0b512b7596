import { expect, test } from 'vitest';
import type { AppError } from './app-error';
import { errorWords } from './error-words';

const cases: [AppError, string, string][] = [
  [{ kind: 'rate-limited', message: '', retryAfterMs: 4200 }, 'Too many requests', 'Try again in 5 seconds.'],
  [
    { kind: 'key-refused', status: 401, message: 'invalid key' },
    'orq.ai does not accept the API key',
    'ORQ_API_KEY',
  ],
  [{ kind: 'key-refused', status: 403, message: '' }, 'The API key may not do this', 'permission'],
  [
    { kind: 'unreachable', reason: 'timeout', message: '', outcomeUnknown: true },
    'did not answer in time',
    'may or may not',
  ],
  [
    { kind: 'unreachable', reason: 'connection', message: '', outcomeUnknown: false },
    'cannot be reached',
    'Nothing was changed',
  ],
  [
    { kind: 'upstream', status: 500, message: 'internal server error', requestId: 'r1' },
    'failed',
    'Request ID: r1.',
  ],
  [{ kind: 'upstream', status: 418, message: 'no' }, 'refused', 'It said: no.'],
];

test.each(cases)('%o', (error, title, text) => {
  const words = errorWords(error);
  expect(words.title).toContain(title);
  expect(words.text).toContain(text);
});
