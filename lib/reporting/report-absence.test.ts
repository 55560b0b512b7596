import { expect, test } from 'vitest';
import type { AppError } from '@/lib/errors/app-error';
import { reportAbsence } from './report-absence';

const upstream = (status: number): AppError => ({ kind: 'upstream', status, message: 'x' });

test.each<[AppError, RegExp]>([
  [upstream(404), /has no reports/],
  [upstream(405), /has no reports/],
  [upstream(501), /has no reports/],
  [upstream(410), /refuses reports \(status 410\)/],
  [{ kind: 'key-refused', status: 401, message: '' }, /does not give reports/],
  [{ kind: 'key-refused', status: 403, message: '' }, /may not read reports/],
  [{ kind: 'invalid', message: 'x', fields: {} }, /does not answer/],
])('%j is no report', (error, words) => expect(reportAbsence(error)).toMatch(words));

test.each<AppError>([
  upstream(500),
  upstream(503),
  upstream(408),
  { kind: 'rate-limited', message: 'x' },
  { kind: 'unreachable', reason: 'timeout', message: 'x', outcomeUnknown: false },
  { kind: 'unreadable', message: 'x', outcomeUnknown: false },
])('%j may pass', (error) => expect(reportAbsence(error)).toBeUndefined());
