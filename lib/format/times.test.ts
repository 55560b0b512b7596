import { describe, expect, test } from 'vitest';
import {
  formatAgo,
  formatClockExact,
  formatDate,
  formatDaysWindow,
  formatExact,
  formatTimeLeft,
  formatUsageWindow,
  isTimeZone,
  parseInstant,
} from './times';

const now = Date.parse('2026-11-20T13:10:00Z');
const ago = (milliseconds: number) => formatAgo(now - milliseconds, now, 'UTC');

describe('how long ago', () => {
  test.each([
    [-86_400_000, 'just now'],
    [44_000, 'just now'],
    [46_000, '1 min ago'],
    [59 * 60_000, '59 min ago'],
    [3 * 3_600_000, '3 h ago'],
    [25 * 3_600_000, '1 day ago'],
    [6 * 86_400_000, '6 days ago'],
    [8 * 86_400_000, '12 Nov'],
    [700 * 86_400_000, '20 Dec 2024'],
  ])('%d ms', (milliseconds, text) => expect(ago(milliseconds)).toBe(text));
});

test('an instant in full names its zone', () => {
  expect(formatExact(now, 'Europe/Berlin')).toBe('20 Nov 2026, 14:10:00 (Europe/Berlin)');
  expect(formatExact(now, 'UTC')).toBe('20 Nov 2026, 13:10:00 (UTC)');
});

test('what is soon has its seconds', () => {
  expect(formatClockExact(now + 5_000, 'Europe/Berlin')).toBe('14:10:05');
});

test.each([
  [0, 'a few seconds left'],
  [9_999, 'a few seconds left'],
  [43_000, 'about 40 s left'],
  [100_000, 'about 2 min left'],
  [89 * 60_000, 'about 89 min left'],
  [3 * 3_600_000, 'about 3 h left'],
])('%d ms to go', (milliseconds, text) => expect(formatTimeLeft(milliseconds)).toBe(text));

test('the usage window names its end and zone', () => {
  expect(formatUsageWindow(now, 'Europe/Berlin')).toBe('last 30 days, to 20 Nov 14:10, Europe/Berlin');
});

test('what is no instant or zone is told apart', () => {
  expect(parseInstant('yesterday')).toBeUndefined();
  expect(parseInstant(undefined)).toBeUndefined();
  expect(isTimeZone('Europe/Berlin')).toBe(true);
  expect(isTimeZone('Moon/Crater')).toBe(false);
});

test('days of a calendar have their weekday, and their year when it is another one', () => {
  expect(formatDate('2026-11-03', '2026-11-21')).toBe('Tue 3 Nov');
  expect(formatDate('2025-12-31', '2026-01-02')).toBe('Wed 31 Dec 2025');
  expect(formatDaysWindow(30, '2026-11-21', 'Europe/Berlin')).toBe('last 30 days, to 21 Nov, Europe/Berlin');
});
