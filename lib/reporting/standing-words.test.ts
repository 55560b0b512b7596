import { expect, test } from 'vitest';
import type { IdentityStanding } from './ranking-schema';
import { standingWords } from './standing-words';

const none = { requests: 0, errors: 0, tokens: 0, cost: 0 };
const standing = (part: Partial<IdentityStanding>): IdentityStanding => ({
  window: { time_zone: 'UTC', days: 30, from: '', to: '', before: '', as_of: '' },
  figures: none,
  before: none,
  ranks: { cost: { rank: 12, of: 2_108 } },
  among_tags: [],
  ...part,
});
const tag = (name: string, identities: number, less: number) => ({ tag: name, identities, cost_less: less });

test('its place, and the tags among which it stands out most', () =>
  expect(
    standingWords(
      standing({
        among_tags: [tag('eu', 101, 80), tag('free', 101, 97), tag('pro', 11, 10), tag('vip', 3, 2)],
      }),
    ),
  ).toEqual([
    '12th of 2,108 by cost in the last 30 days',
    'costs more than all other identities tagged “pro”',
    'costs more than 97% of the other identities tagged “free”',
  ]));

test('shares are rounded down, and a small one is not worth a sentence', () =>
  expect(standingWords(standing({ among_tags: [tag('a', 1_001, 999), tag('b', 100, 10)] })).slice(1)).toEqual(
    ['costs more than 99% of the other identities tagged “a”'],
  ));

test('without a place nothing is said, and of how many it is known is', () => {
  expect(standingWords(standing({ ranks: {} }))).toEqual([]);
  expect(standingWords(standing({ among: 5_000 }))).toEqual([
    '12th of 2,108 by cost in the last 30 days, among the 5,000 largest',
  ]);
});
