import { describe, expect, test } from 'vitest';
import type { AppError } from './app-error';
import { errorWords } from './error-words';

const unreachable = (part: Partial<Extract<AppError, { kind: 'unreachable' }>>): AppError => ({
  kind: 'unreachable',
  reason: 'connection',
  message: '',
  outcomeUnknown: false,
  ...part,
});

describe('what happened and what to do', () => {
  const cases: [AppError, string, string][] = [
    [
      { kind: 'rate-limited', message: '', retryAfterMs: 4200 },
      'Too many requests',
      'Try again in 5 seconds.',
    ],
    [
      { kind: 'key-refused', status: 401, message: 'invalid key' },
      'orq.ai does not accept the API key',
      'valid ORQ_API_KEY and restart it. It said: invalid key.',
    ],
    [{ kind: 'key-refused', status: 403, message: '' }, 'The API key may not do this', 'ORQ_API_KEY'],
    [{ kind: 'key-refused', status: 402, message: '' }, 'quota', 'Raise the quota'],
    [unreachable({}), 'cannot be reached', 'Try again'],
    [unreachable({ reason: 'timeout' }), 'did not answer in time', 'Try again'],
    [
      unreachable({ reason: 'paused', retryAfterMs: 7300 }),
      'is failing',
      'failed several times in a row, so it is left alone for some seconds. Try again in 8 seconds.',
    ],
    [unreachable({ reason: 'stopping' }), 'The dashboard is being stopped', 'once it is back'],
    [
      { kind: 'dashboard', message: 'Check your connection.', outcomeUnknown: false },
      'The dashboard cannot be reached',
      'Check your connection. Try again',
    ],
    [
      { kind: 'dashboard', status: 500, message: 'It answered 500.', outcomeUnknown: false },
      'The dashboard could not answer',
      'It answered 500.',
    ],
    [
      { kind: 'unreadable', message: 'The answer is cut off.', outcomeUnknown: false, requestId: 'r1' },
      'cannot be read',
      'The answer is cut off. Try again; if it stays, check ORQ_API_URL. Request ID: r1.',
    ],
    [
      { kind: 'upstream', status: 500, message: 'It said: internal server error', requestId: 'r1' },
      'failed',
      'It said: internal server error. Wait a moment, then try again. Request ID: r1.',
    ],
    [
      { kind: 'upstream', status: 503, message: '', retryAfterMs: 300_000 },
      'failed',
      'Try again in 5 minutes.',
    ],
    [{ kind: 'upstream', status: 418, message: 'It said: no' }, 'refused', 'It said: no.'],
    [{ kind: 'invalid', message: 'Bad search', fields: {} }, 'refused this request', 'Bad search.'],
    [{ kind: 'not-found', message: '' }, 'Identity not found', 'may have been deleted'],
  ];
  test.each(cases)('%o', (error, title, text) => {
    const words = errorWords(error, 'read');
    expect(words.title).toContain(title);
    expect(words.text).toContain(text);
  });
});

describe('a change also says what became of it', () => {
  const refused: AppError[] = [
    { kind: 'invalid', message: 'No', fields: {} },
    { kind: 'rate-limited', message: '' },
    { kind: 'key-refused', status: 401, message: '' },
    unreachable({}),
    unreachable({ reason: 'paused', retryAfterMs: 1 }),
    { kind: 'unreadable', message: '', outcomeUnknown: false },
    { kind: 'dashboard', message: '', outcomeUnknown: false },
    { kind: 'upstream', status: 500, message: '' },
  ];
  test.each(refused)('%o: nothing was changed, which is beside the point of a read', (error) => {
    expect(errorWords(error, 'change').text).toContain('Nothing was changed.');
    expect(errorWords(error, 'read').text).not.toContain('changed');
  });

  const unknown: AppError[] = [
    unreachable({ outcomeUnknown: true }),
    unreachable({ reason: 'timeout', outcomeUnknown: true }),
    { kind: 'unreadable', message: '', outcomeUnknown: true },
    { kind: 'dashboard', message: '', outcomeUnknown: true },
    { kind: 'upstream', status: 504, message: '', outcomeUnknown: true },
  ];
  test.each(unknown)('%o: not known, and nobody is told to just repeat it', (error) => {
    const { text } = errorWords(error, 'change');
    expect(text).toContain('It is not known whether the change was made.');
    expect(text).not.toContain('Nothing was changed');
    expect(text.match(/try again/gi)).toHaveLength(1);
  });

  test('messages about fields that no form has are not lost', () => {
    const error: AppError = {
      kind: 'invalid',
      message: 'Validation failed',
      fields: { workspace: ['is closed', 'for now'] },
    };
    expect(errorWords(error, 'change').text).toBe(
      'Validation failed. workspace: is closed for now. Nothing was changed.',
    );
  });
});
