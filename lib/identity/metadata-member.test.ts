import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memberOf, withMember, withoutMember } from './metadata-member';

const exact = '{ "big": 9007199254740993, "__proto__": {"a": 1.0},\n  "plan": "pro",  "last":[1e400] }';

describe('a member that is there', () => {
  test('is replaced alone', () =>
    expect(withMember(exact, 'plan', '{"seats":1.50}')).toBe(
      '{ "big": 9007199254740993, "__proto__": {"a": 1.0},\n  "plan": {"seats":1.50},  "last":[1e400] }',
    ));
  test('is told with its very text and its place', () => {
    expect(memberOf(exact, 'big')).toEqual({ state: 'present', text: '9007199254740993', at: 0 });
    expect(memberOf(exact, '__proto__')).toEqual({ state: 'present', text: '{"a": 1.0}', at: 1 });
  });
  test.each([
    ['big', '{ "__proto__": {"a": 1.0},\n  "plan": "pro",  "last":[1e400] }'],
    ['plan', '{ "big": 9007199254740993, "__proto__": {"a": 1.0},\n  "last":[1e400] }'],
    ['last', '{ "big": 9007199254740993, "__proto__": {"a": 1.0},\n  "plan": "pro" }'],
  ])('%s goes with its comma', (key, left) => expect(withoutMember(exact, key)).toBe(left));
  test('the only one leaves an empty object', () => expect(withoutMember('{ "a": 1 }', 'a')).toBe('{}'));
});

describe('a new member is written as its neighbours are', () => {
  test.each([
    ['', '{"k":1}'],
    ['{}', '{"k":1}'],
    ['{"a":0}', '{"a":0,"k":1}'],
    ['{"a": 0}', '{"a": 0, "k": 1}'],
    ['{"a": 0, "b": 0}', '{"a": 0, "b": 0, "k": 1}'],
    ['{\n  "a": 0\n}', '{\n  "a": 0,\n  "k": 1\n}'],
    ['{\n  "a": 0,\n  "b": 0\n}', '{\n  "a": 0,\n  "b": 0,\n  "k": 1\n}'],
  ])('%j', (text, wanted) => expect(withMember(text, 'k', '1')).toBe(wanted));
  test('at a place of its own', () => {
    expect(withMember('{"a":0,"b":0}', 'k', '1', 0)).toBe('{"k":1,"a":0,"b":0}');
    expect(withMember('{"a": 0, "b": 0}', 'k', '1', 1)).toBe('{"a": 0, "k": 1, "b": 0}');
    expect(withMember('{"a":0}', 'k', '1', 7)).toBe('{"a":0,"k":1}');
  });
});

test('what cannot be told is not touched', () => {
  expect(memberOf('{"a":1,"a":2}', 'a')).toEqual({ state: 'repeated' });
  expect(memberOf('{"a":1,"a":2}', 'b')).toEqual({ state: 'absent' });
  expect(memberOf('[1]', 'a')).toEqual({ state: 'unreadable' });
  expect(memberOf('{"a"', 'a')).toEqual({ state: 'unreadable' });
});

const name = fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'a.b', ''), fc.string());

test('taking out what was put in gives the text of before, and so the other way round', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(name, fc.jsonValue()), { selector: ([key]) => key, maxLength: 6 }),
      name,
      fc.jsonValue(),
      fc.constantFrom('', ' ', '\n  '),
      (members, key, value, gap) => {
        const text =
          members.length === 0
            ? '{}'
            : `{${gap}${members.map(([one, of]) => `${JSON.stringify(one)}: ${JSON.stringify(of)}`).join(`,${gap}`)}}`;
        const written = JSON.stringify(value);
        const present = memberOf(text, key);
        const after = withMember(text, key, written);
        expect(memberOf(after, key)).toMatchObject({ state: 'present', text: written });
        if (present.state === 'present') {
          expect(withMember(after, key, present.text)).toBe(text);
          const without = withoutMember(text, key);
          expect(memberOf(without, key).state).toBe('absent');
          expect(JSON.parse(withMember(without, key, present.text, present.at))).toEqual(JSON.parse(text));
        } else expect(withoutMember(after, key)).toBe(text);
      },
    ),
  );
});
