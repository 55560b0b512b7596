import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identityName, isVisible, titleName } from './identity-name';

const identity = { _id: '01ABC', external_id: 'user_1', display_name: 'Ada', email: 'ada@example.com' };

describe('the name of an identity', () => {
  test('is its display name, else its email, else its external id, else its id', () => {
    expect(identityName(identity)).toBe('Ada');
    expect(identityName({ ...identity, display_name: undefined })).toBe('ada@example.com');
    expect(identityName({ _id: '01ABC', external_id: 'user_1' })).toBe('user_1');
    expect(identityName({ _id: '01ABC', external_id: '' })).toBe('01ABC');
  });

  test('is never one that nobody can see', () => {
    const nothing = fc.string({
      unit: fc.constantFrom(
        ...' \t\n\u00a0\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u2028\u202e\u2060\u2066\u2800\u3000\u3164\ufe0f\ufeff\uffa0',
        '\u{e0041}',
      ),
    });
    fc.assert(
      fc.property(nothing, nothing, nothing, (display_name, email, external_id) => {
        expect(isVisible(display_name)).toBe(false);
        expect(identityName({ _id: '01ABC', display_name, email, external_id })).toBe('01ABC');
      }),
    );
    expect(isVisible('\u200bA')).toBe(true);
    expect(isVisible('😀')).toBe(true);
  });
});

test('a title holds nothing that acts on the words after it, and is short', () => {
  expect(titleName(identity)).toBe('Ada');
  expect(titleName({ ...identity, display_name: 'אבג (א)' })).toBe('אבג (א)');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (display_name) => {
      const title = titleName({ ...identity, display_name });
      expect([...title].length).toBeLessThanOrEqual(121);
      expect(title).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});
