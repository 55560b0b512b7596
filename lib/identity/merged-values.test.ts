import { describe, expect, test } from 'vitest';
import type { IdentityValues } from './identity-values';
import { memberPairs, mergedValues, NO_CHOICES, type MergeChoices, type Pair } from './merged-values';
import { isSameEmail } from './same-email';
import { suggestedSurvivor } from './suggested-survivor';

const blank: IdentityValues = { display_name: '', email: '', avatar_url: '', tags: [], metadata_text: '{}' };
const pair: Pair<IdentityValues> = {
  left: {
    ...blank,
    display_name: 'Ada Byrne',
    email: 'ada@example.com',
    tags: ['pro', 'eu'],
    metadata_text: '{ "plan": "pro", "big": 9007199254740993 }',
  },
  right: {
    ...blank,
    display_name: 'A. Byrne',
    email: 'ADA@example.com',
    avatar_url: 'https://pictures.example/a.png',
    tags: ['eu', 'Pro', 'imported'],
    metadata_text: '{"plan":"free","crm":[1.10],"__proto__":{"a":1}}',
  },
};

describe('what survives', () => {
  test('without a choice: its own, what it lacks, and the tags of both', () => {
    expect(mergedValues(pair, 'left', NO_CHOICES)).toEqual({
      display_name: 'Ada Byrne',
      email: 'ada@example.com',
      avatar_url: 'https://pictures.example/a.png',
      tags: ['pro', 'eu', 'Pro', 'imported'],
      metadata_text: '{ "plan": "pro", "big": 9007199254740993, "crm":[1.10], "__proto__":{"a":1} }',
    });
    expect(mergedValues(pair, 'right', NO_CHOICES)).toMatchObject({
      display_name: 'A. Byrne',
      tags: ['eu', 'Pro', 'imported', 'pro'],
      metadata_text: '{"plan":"free","crm":[1.10],"__proto__":{"a":1},"big": 9007199254740993}',
    });
  });

  test('by choice: field by field, member by member, a member that is not there too', () => {
    const merged = mergedValues(pair, 'left', {
      texts: { display_name: 'right', avatar_url: 'left' },
      tags: 'right',
      members: new Map([
        ['plan', 'right'],
        ['big', 'right'],
        ['__proto__', 'left'],
      ]),
    });
    expect(merged).toEqual({
      display_name: 'A. Byrne',
      email: 'ada@example.com',
      avatar_url: '',
      tags: ['eu', 'Pro', 'imported'],
      metadata_text: '{ "plan": "free", "crm":[1.10] }',
    });
  });

  test('what is the same on both sides stays as the survivor wrote it', () => {
    const alike = {
      left: { ...blank, metadata_text: '{"a": [1, 2]}' },
      right: { ...blank, metadata_text: '{"a":[1,2]}' },
    };
    expect(memberPairs(alike)).toEqual([
      { name: 'a', texts: { left: '[1, 2]', right: '[1,2]' }, same: true },
    ]);
    expect(
      mergedValues(alike, 'right', { ...NO_CHOICES, members: new Map([['a', 'left']]) }).metadata_text,
    ).toBe('{"a":[1,2]}');
  });

  test('once it is written, the same choices have nothing left to write', () => {
    const choices: MergeChoices = {
      texts: { display_name: 'right' },
      members: new Map([['plan', 'right']]),
    };
    const written = mergedValues(pair, 'left', choices);
    expect(mergedValues({ ...pair, left: written }, 'left', choices)).toEqual(written);
  });
});

test('the same email is one but for case and white space at its ends; no email is like no other', () => {
  expect(isSameEmail('ADA@Quillon.example', ' ada@quillon.example')).toBe(true);
  expect(isSameEmail('ada+x@quillon.example', 'ada@quillon.example')).toBe(false);
  expect(isSameEmail(undefined, undefined)).toBe(false);
  expect(isSameEmail('', '')).toBe(false);
});

describe('who had better survive', () => {
  const used = (total_requests: number, created: string) => ({
    created,
    metrics: { total_requests, total_tokens: 0, total_cost: 0, error_rate: 0 },
  });
  test('the one more in use, with the figures', () => {
    expect(
      suggestedSurvivor({ left: used(1, '2026-01-01T00:00:00Z'), right: used(1204, '2026-02-01T00:00:00Z') }),
    ).toEqual({
      side: 'right',
      reason: 'Suggested because it is more in use: 1,204 requests in the last 30 days, the other 1.',
    });
  });
  test('the older one where use says nothing', () => {
    const older = used(0, '2026-01-01T00:00:00Z');
    const newer = used(0, '2026-02-01T00:00:00Z');
    expect(suggestedSurvivor({ left: newer, right: older })).toMatchObject({ side: 'right' });
    expect(suggestedSurvivor({ left: newer, right: { ...older, metrics: undefined } }).reason).toContain(
      'not reported',
    );
    expect(suggestedSurvivor({ left: older, right: older })).toMatchObject({ side: 'left' });
  });
});
