import { describe, expect, test } from 'vitest';
import type { UsageTotal } from './daily-usage';
import { changeWords, dayWords, errorRateText, figureText } from './usage-words';

const figures = { cost: 1.24, requests: 312, tokens: 9_000, errors: 13 };
const none = { cost: 0, requests: 0, tokens: 0, errors: 0 };
const unknown = { cost: undefined, requests: undefined, tokens: undefined, errors: undefined };

test.each([
  [figures, 'Tue 3 Nov: $1.24, 312 requests, 9,000 tokens, 4.2% errors (13 of 312)'],
  [
    { ...figures, requests: 1, tokens: 1, errors: 0 },
    'Tue 3 Nov: $1.24, 1 request, 1 token, 0% errors (0 of 1)',
  ],
  [
    { ...figures, cost: 0.0000312 },
    'Tue 3 Nov: $0.0000312, 312 requests, 9,000 tokens, 4.2% errors (13 of 312)',
  ],
  [
    { ...figures, cost: undefined },
    'Tue 3 Nov: cost not reported, 312 requests, 9,000 tokens, 4.2% errors (13 of 312)',
  ],
  [{ ...figures, errors: undefined }, 'Tue 3 Nov: $1.24, 312 requests, 9,000 tokens, errors not reported'],
  [none, 'Tue 3 Nov: no use recorded'],
  [unknown, 'Tue 3 Nov: not reported'],
])('a day of %j reads "%s"', (day, words) =>
  expect(dayWords({ date: '2026-11-03', figures: day }, '2026-11-21')).toBe(words),
);

test('today is not over', () =>
  expect(dayWords({ date: '2026-11-21', figures }, '2026-11-21')).toMatch(/^Sat 21 Nov, so far: \$1\.24/));

describe('against the period before', () => {
  const known = (sum: number): UsageTotal => ({ sum, gaps: 0 });
  test.each([
    [known(46.31), known(41.2), '+12.4% vs the 30 days before ($41.20)'],
    [known(20.6), known(41.2), '-50% vs the 30 days before ($41.20)'],
    [known(5), known(5), 'the same as in the 30 days before ($5.00)'],
    [known(5), known(0), 'nothing in the 30 days before to compare with'],
    [known(0), known(0), 'nothing in the 30 days before either'],
    [known(0), known(5), '-100% vs the 30 days before ($5.00)'],
    [known(5), { sum: 5, gaps: 2 }, 'the 30 days before are not reported in full'],
    [known(5), { sum: undefined, gaps: 30 }, 'the 30 days before are not reported in full'],
    [{ sum: 5, gaps: 1 }, known(4), '$4.00 in the 30 days before'],
  ])('%j after %j reads "%s"', (now, before, words) =>
    expect(changeWords('cost', now, before, 30)).toBe(words),
  );
});

test('missing is never 0', () => {
  expect(figureText('cost', undefined)).toBe('—');
  expect(figureText('tokens', 0)).toBe('0');
  expect(errorRateText({ requests: 0, errors: 0 })).toBe('—');
  expect(errorRateText({ requests: 10, errors: undefined })).toBe('—');
  expect(errorRateText({ requests: 10, errors: 10 })).toBe('100%');
});
