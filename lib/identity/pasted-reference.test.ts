import { describe, expect, test } from 'vitest';
import { exactMatch, pastedReference } from './pasted-reference';

describe('what a pasted text may name', () => {
  test.each([
    [' user_48213 ', 'user_48213'],
    ['org/9/team/4', 'org/9/team/4'],
    ['http://127.0.0.1:3000/identities/01JJ1HDHN79XAS7A01WB3HYSDB', '01JJ1HDHN79XAS7A01WB3HYSDB'],
    ['http://localhost:3000/identities/org%2F9%2Fteam%2F4/edit?x=1', 'org/9/team/4'],
    [
      'https://my.orq.ai/acme/identities/contact_01ARZ3NDEKTSV4RRFFQ69G5FAV',
      'contact_01ARZ3NDEKTSV4RRFFQ69G5FAV',
    ],
    ['http://localhost/identities/%E0%A4%A', 'http://localhost/identities/%E0%A4%A'],
    ['https://example.com/else', 'https://example.com/else'],
  ])('%s', (text, reference) => expect(pastedReference(text)).toBe(reference));
  test.each(['', 'a', 'two\nlines', 'x'.repeat(301)])('%j names nothing', (text) =>
    expect(pastedReference(text)).toBeUndefined(),
  );
});

test('an exact match says by which name', () => {
  const identity = { _id: '01J', external_id: 'Ext', email: 'Ada@Example.com' };
  expect(exactMatch(identity, '01J')).toBe('ID');
  expect(exactMatch(identity, 'Ext')).toBe('external ID');
  expect(exactMatch(identity, 'ext')).toBeUndefined();
  expect(exactMatch(identity, 'ada@example.com')).toBe('email');
});
