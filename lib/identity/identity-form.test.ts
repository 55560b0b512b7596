import { describe, expect, test } from 'vitest';
import { createIdentityForm, createRequest, editIdentityForm, formTag, updateRequest } from './identity-form';
import type { IdentityValues } from './identity-values';

const empty: IdentityValues = { display_name: '', email: '', avatar_url: '', tags: [], metadata_text: '{}' };
const messages = (result: {
  success: boolean;
  error?: { issues: { path: PropertyKey[]; message: string }[] };
}) => (result.error?.issues ?? []).map((issue) => `${String(issue.path[0])}: ${issue.message}`);

describe('the create form', () => {
  const base = { ...empty, external_id: 'user_1' };

  test('needs nothing but an external id', () => {
    expect(createRequest(createIdentityForm.parse(base))).toEqual({ external_id: 'user_1' });
  });

  test('trims the ends and sends metadata as its very text', () => {
    const form = createIdentityForm.parse({
      external_id: ' user_1 ',
      display_name: ' Ada Byrne ',
      email: ' ada@example.com ',
      avatar_url: 'https://pictures.example/a.png',
      tags: ['vip'],
      metadata_text: ' {"n": 9007199254740993} ',
    });
    expect(createRequest(form)).toEqual({
      external_id: 'user_1',
      display_name: 'Ada Byrne',
      email: 'ada@example.com',
      avatar_url: 'https://pictures.example/a.png',
      tags: ['vip'],
      metadata_text: '{"n": 9007199254740993}',
    });
  });

  test.each([
    [{ external_id: '' }, 'external_id: Enter an external ID.'],
    [{ external_id: 'x'.repeat(121) }, 'external_id: Use at most 120 characters.'],
    [{ email: 'ada@' }, 'email: Enter a full email address, such as ada@example.com.'],
    [
      { avatar_url: 'javascript:alert(1)' },
      'avatar_url: Enter a full address that starts with http:// or https://.',
    ],
    [
      { avatar_url: 'pictures/a.png' },
      'avatar_url: Enter a full address that starts with http:// or https://.',
    ],
    [{ metadata_text: '[1]' }, 'metadata_text: Metadata must be a JSON object, such as {"plan": "pro"}.'],
    [
      { metadata_text: '{\n  "a": 1,\n}' },
      'metadata_text: Line 3, column 1: a member name in double quotes belongs here.',
    ],
    [{ tags: ['a', 'a'] }, 'tags: The tag “a” is there twice; remove one.'],
  ])('%o is refused with words that say how to mend it', (part, message) => {
    expect(messages(createIdentityForm.safeParse({ ...base, ...part }))[0]).toBe(message);
  });

  test('120 characters are characters, not UTF-16 units', () => {
    expect(createIdentityForm.safeParse({ ...base, external_id: '🙂'.repeat(120) }).success).toBe(true);
    expect(createIdentityForm.safeParse({ ...base, external_id: '🙂'.repeat(121) }).success).toBe(false);
  });
});

describe('the edit form', () => {
  const opened: IdentityValues = {
    ...empty,
    email: 'not an email',
    metadata_text: '{"a":1,"a":2}',
    tags: ['x', 'x'],
  };

  test('does not judge what was left as it was', () => {
    const parsed = editIdentityForm(opened).parse({ ...opened, display_name: ' Ada ' });
    expect(parsed).toEqual({ ...opened, display_name: 'Ada' });
    expect(updateRequest(opened, parsed)).toEqual({ display_name: 'Ada' });
  });

  test('judges what was changed', () => {
    expect(messages(editIdentityForm(opened).safeParse({ ...opened, email: 'still none' }))).toEqual([
      'email: Enter a full email address, such as ada@example.com.',
    ]);
  });

  test('refuses members it does not know', () => {
    expect(editIdentityForm(opened).safeParse({ ...opened, external_id: 'other' }).success).toBe(false);
  });
});

test('an update carries changed fields only, null to clear, the whole tag list', () => {
  const stored: IdentityValues = {
    display_name: 'A',
    email: 'a@example.com',
    avatar_url: '',
    tags: ['a', 'b'],
    metadata_text: '{"x": 1}',
  };
  expect(updateRequest(stored, { ...stored, metadata_text: '{ "x":1 }' })).toEqual({});
  expect(updateRequest(stored, { ...stored, email: '', tags: ['a', 'b', 'c'] })).toEqual({
    email: null,
    tags: ['a', 'b', 'c'],
  });
  expect(updateRequest(stored, { ...stored, tags: [], metadata_text: '{}' })).toEqual({
    tags: [],
    metadata_text: '{}',
  });
});

test('a tag keeps its case and inner spaces', () => {
  expect(formTag.parse('  Big  Deal ')).toBe('Big  Deal');
  expect(formTag.safeParse('  ').success).toBe(false);
});
