import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memberTexts, mergedMetadata, type Whose } from './merged-metadata';
import { memberText } from './metadata-text';
import { anyObjectText } from './testing/any-json-text';

const by = (choices: Record<string, Whose>) => (name: string) => choices[name] ?? 'own';

test('members are taken to the letter, and what is not taken stays as it is written', () => {
  const own = '{\n  "plan": "pro",\n  "big": 9007199254740993,\n  "mine": [1,  2]\n}';
  const other = '{"plan":"free","big":1e400,"crm": {"id":0.10}}';
  expect(mergedMetadata(own, other, by({}))).toBe(own);
  expect(mergedMetadata(own, other, by({ big: 'other', crm: 'other' }))).toBe(
    '{\n  "plan": "pro",\n  "big": 1e400,\n  "mine": [1,  2],\n  "crm": {"id":0.10}\n}',
  );
  expect(mergedMetadata(own, other, by({ plan: 'other', mine: 'other' }))).toBe(
    '{\n  "plan": "free",\n  "big": 9007199254740993\n}',
  );
  expect(mergedMetadata('{}', other, () => 'other')).toBe(other);
  expect(mergedMetadata('{"a":1}', other, by({ crm: 'other' }))).toBe('{"a":1,"crm": {"id":0.10}}');
  expect(mergedMetadata('{ "a": 1, "b": 2 }', '{}', by({ a: 'other' }))).toBe('{ "b": 2 }');
  expect(mergedMetadata('{"a":1}', '{}', () => 'other')).toBe('{}');
});

test('whatever the texts and the choices, each member is the one that was chosen, and nothing else is there', () => {
  fc.assert(
    fc.property(
      anyObjectText,
      anyObjectText,
      fc.array(fc.boolean(), { minLength: 1 }),
      (own, other, coins) => {
        const names = [
          ...new Set([...(memberTexts(own)?.keys() ?? []), ...(memberTexts(other)?.keys() ?? [])]),
        ];
        const whose = (name: string): Whose =>
          coins[Math.max(0, names.indexOf(name)) % coins.length] === true ? 'other' : 'own';
        const merged = mergedMetadata(own, other, whose);
        JSON.parse(merged);
        for (const name of names)
          expect([name, memberText(merged, [name])]).toEqual([
            name,
            memberText(whose(name) === 'own' ? own : other, [name]),
          ]);
        expect([...(memberTexts(merged)?.keys() ?? [])].filter((name) => !names.includes(name))).toEqual([]);
        expect(mergedMetadata(own, other, () => 'own')).toBe(own);
      },
    ),
    { numRuns: 500 },
  );
});

test('a text that cannot be walked is left alone', () => {
  const deep = `{"a":${'['.repeat(600)}${']'.repeat(600)}}`;
  expect(memberTexts(deep)).toBeUndefined();
  expect(mergedMetadata(deep, '{"a":1}', () => 'other')).toBe(deep);
});
