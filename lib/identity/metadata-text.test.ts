import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formattedMetadata, memberText, metadataTextIssue, sameMetadata } from './metadata-text';

describe('what is wrong with a metadata text', () => {
  test.each([
    '',
    '  ',
    '{}',
    '{"a": [1, {"b": null}]}',
    '{"__proto__": 1}',
    '{"n": 9007199254740993, "m": -0, "e": 1e400}',
  ])('%j is fine', (text) => expect(metadataTextIssue(text)).toBeUndefined());
  test.each([
    ['{"a": 1,}', 1, 9],
    ['{\n  "a": \'x\'\n}', 2, 8],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['{"a": 01}', 1, 8],
    ['{"a": 1} x', 1, 10],
    ['{"a": 1, "b": {"c": 1, "c": 2}}', 1, 24],
    ['{"a": 1 // one\n}', 1, 9],
  ])('%j is marked at its line and column', (text, line, column) => {
    const issue = metadataTextIssue(text);
    expect(issue).toMatchObject({ line });
    expect(issue?.message).toContain(`Line ${line}, column ${column}`);
  });
  test.each(['[]', 'null', '"text"', '3'])('%s is no object', (text) => {
    expect(metadataTextIssue(text)?.message).toContain('must be a JSON object');
  });
  test('what cannot be stored is refused', () => {
    expect(metadataTextIssue('{"a": "\\u0000"}')?.message).toContain('cannot be stored');
    expect(metadataTextIssue('{"\\ud800": 1}')?.message).toContain('cannot be stored');
  });
  test('depth and size are checked before anything recurses', () => {
    expect(metadataTextIssue(`{"a":${'['.repeat(100_000)}`)?.message).toContain('KiB');
    expect(metadataTextIssue(`{"a":${'['.repeat(40)}${']'.repeat(40)}}`)?.message).toContain('32 levels');
    expect(metadataTextIssue(`{"a":"${'['.repeat(40)}"}`)).toBeUndefined();
  });
});

test('formatting changes white space only, whatever the values', () =>
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const text = JSON.stringify(value);
      expect(sameMetadata(formattedMetadata(text), text)).toBe(true);
      expect(JSON.stringify(JSON.parse(formattedMetadata(text)))).toBe(text);
    }),
  ));

test('formatting takes as long as the text, and not its square', () => {
  const text = JSON.stringify(Array.from({ length: 30_000 }, (_, at) => ({ at })));
  const start = performance.now();
  expect(JSON.parse(formattedMetadata(text))).toHaveLength(30_000);
  // A copy of the text for each edit took minutes.
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('numbers beyond 2^53 keep their digits', () => {
  expect(formattedMetadata('{"n":9007199254740993}')).toBe('{\n  "n": 9007199254740993\n}');
  expect(sameMetadata('{"n":9007199254740993}', '{"n":9007199254740992}')).toBe(false);
});

test('a member is cut out of a body as it stands', () => {
  const body = '{"x":1, "identity": {"metadata": {"n": 9007199254740993, "__proto__": 1}}}';
  expect(memberText(body, ['identity', 'metadata'])).toBe('{"n": 9007199254740993, "__proto__": 1}');
  expect(memberText(body, ['metadata'])).toBeUndefined();
  expect(memberText('not json', ['metadata'])).toBeUndefined();
  expect(memberText('{"a":1,"a":[2]}', ['a'])).toBe('[2]');
});
