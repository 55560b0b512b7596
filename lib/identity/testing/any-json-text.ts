import fc from 'fast-check';

/** White space where JSON allows it. */
const space = fc.constantFrom('', '', '', ' ', '\n', '\r\n', '\t', '  ');

/** Numbers as they may be written: beyond 2^53, beyond what a double holds, negative zero, many ways of one value. */
const numberText = fc.oneof(
  fc.constantFrom(
    '0',
    '-0',
    '-0.0',
    '1e400',
    '-1E+400',
    '1e-400',
    '9007199254740993',
    '-9007199254740993',
    '0.1000000000000000055511151231257827',
    '1.0',
    '1.50',
    '1E3',
    '12345678901234567890123456789012345678901234567890',
  ),
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
);

/** Names that mean something to JavaScript, and any other; with them often alike, so that members repeat. */
const name = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'metadata',
    '',
    'a',
    'b',
    '0',
    '-1',
  ),
  wellFormed(),
);

/** Texts that a store can keep, some of their characters written as escapes. */
const stringText = fc.oneof(
  wellFormed().map((text) => JSON.stringify(text)),
  wellFormed().map((text) => `"${[...text].map(escaped).join('')}"`),
  fc.constantFrom('"\\u00e9\\/\\b"', '"\\ud83d\\ude00"', '"\\u202e"', '"{\\"a\\": [1,2}"'),
);

const { object } = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('null', 'true', 'false'),
    numberText,
    stringText,
    tie('array'),
    tie('object'),
  ),
  array: fc
    .tuple(fc.array(fc.tuple(space, tie('value'), space), { maxLength: 4 }))
    .map(([items]) => `[${items.map((item) => item.join('')).join(',')}]`),
  object: fc
    .array(
      fc.tuple(
        space,
        name.map((text) => JSON.stringify(text)),
        space,
        space,
        tie('value'),
        space,
      ),
      {
        maxLength: 6,
      },
    )
    .map(
      (members) =>
        `{${members.map(([a, key, b, c, value, d]) => `${a}${key}${b}:${c}${value}${d}`).join(',')}}`,
    ),
}));

/** The text of any JSON object that a store can keep, by whomever it was written. Members may repeat. */
export const anyObjectText: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: object },
  // Deeper than a form takes, less deep than the API does.
  { weight: 1, arbitrary: fc.integer({ min: 28, max: 60 }).map(nested) },
);

/** An object with this many levels. */
export function nested(levels: number): string {
  return `{"n": ${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
}

function wellFormed(): fc.Arbitrary<string> {
  return fc
    .string({ unit: 'binary', maxLength: 12 })
    .map((text) => text.toWellFormed().replaceAll('\0', ' '));
}

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');
}
