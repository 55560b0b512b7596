import { expect, test } from 'vitest';
import { metadataCells } from './metadata-cell';

const metadata = JSON.parse(
  '{"plan":"pro","seats":12,"vip":false,"none":null,"deep":{"a":[1,2]},"__proto__":"own","big":9007199254740993}',
) as Record<string, unknown>;
const textOf = (key: string) => metadataCells(metadata, [key])[0]?.text;

test('texts, numbers and booleans stand plainly, the rest as JSON', () => {
  expect(textOf('plan')).toBe('pro');
  expect(textOf('vip')).toBe('false');
  expect(textOf('none')).toBe('null');
  expect(textOf('deep')).toBe('{"a":[1,2]}');
  expect(textOf('__proto__')).toBe('own');
  expect(metadataCells(metadata, ['seats'])).toEqual([{ key: 'seats', text: '12', number: true }]);
});

test('a number that JavaScript cannot hold says that it is about that', () =>
  expect(textOf('big')).toMatch(/^≈ 9007199254740992$/));

test('a key that is not set has no cell, also where every object has such a member', () => {
  expect(metadataCells(metadata, ['toString', 'constructor', 'missing', 'plan'])).toEqual([
    { key: 'plan', text: 'pro' },
  ]);
});

test('a long value is cut between characters', () => {
  const text = metadataCells({ long: '👩‍🚀'.repeat(1_000) }, ['long'])[0]?.text ?? '';
  expect([...text]).toHaveLength(201);
  expect(text.endsWith('…')).toBe(true);
  expect(text.isWellFormed()).toBe(true);
});
