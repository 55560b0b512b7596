import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lookedUpBy, PASTED_MOST, pastedKey, pastedMany, readsLikeMany } from './pasted-many';

const valuesOf = (text: string) => pastedMany(text).values;

test.each([
  ['a\nb\r\nc', ['a', 'b', 'c']],
  ['a, b;c\td', ['a', 'b', 'c', 'd']],
  ['  a  ,,;\n\n , b ', ['a', 'b']],
  ['a,a', ['a', 'a']],
  ['ada@x.io bob@x.io', ['ada@x.io', 'bob@x.io']],
  ['Ada Byron <ada@x.io>, Bob <bob@x.io>', ['ada@x.io', 'bob@x.io']],
  ['team one\nteam two', ['team one', 'team two']],
  ['"team, a";"say ""hi"""\n"two\nlines"', ['team, a', 'say "hi"', 'two\nlines']],
  ['"open\nend', ['"open', 'end']],
  ['5" disk, b', ['5" disk', 'b']],
  ['"a" b, c', ['"a" b', 'c']],
  ['', []],
  [' \n\t,;', []],
])('%j holds %j', (text, values) => expect(valuesOf(text)).toEqual(values));

const separator = fc.constantFrom('\n', '\r\n', '\t', ',', ';', ', ', ' ; ', '\n\n', ',\n');
const word = fc.stringMatching(/^[^\s,;"<>@]{1,20}$/u);

test('words come out as they went in, whatever separates them', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(word, separator), { maxLength: 60 }), (pairs) => {
      const text = pairs.map(([value, between]) => value + between).join('');
      expect(valuesOf(text)).toEqual(pairs.map(([value]) => value));
    }),
  );
});

test('any text in quotes comes out whole, trimmed', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 20 }), separator, (texts, between) => {
      const text = texts.map((value) => `"${value.replaceAll('"', '""')}"`).join(between);
      expect(valuesOf(text)).toEqual(texts.map((value) => value.trim()).filter((value) => value !== ''));
    }),
  );
});

test('any text at all is taken apart without loss of order, and no value is empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      let from = 0;
      for (const value of valuesOf(text.replaceAll('"', ''))) {
        expect(value.trim()).toBe(value);
        expect(value).not.toBe('');
        const at = text.replaceAll('"', '').indexOf(value, from);
        expect(at).toBeGreaterThanOrEqual(from);
        from = at + value.length;
      }
    }),
  );
});

test('beyond the most, what is left out is counted', () => {
  const text = Array.from({ length: PASTED_MOST + 7 }, (_, at) => `user_${at}`).join('\n');
  const { values, left } = pastedMany(text);
  expect([values.length, values.at(-1), left]).toEqual([PASTED_MOST, `user_${PASTED_MOST - 1}`, 7]);
});

test('a long text of quotes is taken apart in a moment', () => {
  const started = performance.now();
  pastedMany('"'.repeat(100_000));
  pastedMany(`"${' '.repeat(100_000)}x`);
  expect(performance.now() - started).toBeLessThan(2_000);
});

describe('a list reads like one', () => {
  test.each(['a\nb', 'team one\nteam two', 'user_1,user_2', 'a@x.io b@x.io', 'one cell\tanother'])(
    '%j does',
    (text) => expect(readsLikeMany(text)).toBe(true),
  );
  test.each(['Zhao, Mei-Lin', 'user_1', 'user_1\n', 'Ada Byron; admin', '', 'a,'])('%j does not', (text) =>
    expect(readsLikeMany(text)).toBe(false),
  );
});

test('a value is looked up by itself, an address by the id in it, and what is too long not at all', () => {
  expect(lookedUpBy('7')).toBe('7');
  expect(lookedUpBy('https://desk.example/identities/user%2F1/edit')).toBe('user/1');
  expect(lookedUpBy('x'.repeat(513))).toBeUndefined();
});

test('emails are the same whatever their case, ids are not', () => {
  expect(pastedKey('Ada@X.io')).toBe(pastedKey('ada@x.io'));
  expect(pastedKey('User_1')).not.toBe(pastedKey('user_1'));
});
