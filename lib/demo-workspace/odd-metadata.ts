import { objectText } from './metadata';

/** Metadata that breaks what handles it as an object and not as text. Each is exact JSON text. */

/** Deepest nesting that forms accept (`METADATA_DEPTH_MAX`). */
const DEPTH = 32;

/** Objects and arrays in turn, `depth` levels of them. */
export function nestedText(depth: number): string {
  let text = '"bottom"';
  for (let level = depth; level > 0; level -= 1)
    text = level % 2 === 0 ? `[${text}]` : `{"level ${level}":${text}}`;
  return text;
}

export const DEEP_32 = nestedText(DEPTH);
export const NESTED_5 =
  '{"limits":{"daily":{"by_model":[{"name":"small","tokens":200000},{"name":"large","tokens":50000}]}},"plan":"pro"}';

/** Numbers that JavaScript rounds, drops the sign of or cannot hold, beside every kind of "nothing". */
export const NUMBERS =
  '{"big":9007199254740993,"negative_zero":-0,"too_big":"1e400","exponent":1.0e+2,"trailing":12.50,"tiny":5e-324,' +
  '"null":null,"empty":"","false":false,"zero":0,"empty_object":{},"empty_array":[],' +
  '"no_zone":"2026-03-29T02:30:00","credit":-12.75,"phone":"0031201234567","seats":"12"}';

/** Keys that are paths, prototypes, blank or long. Written by hand: an object literal would lose `__proto__`. */
export const KEYS = `{${[
  '"a.b.c":"dots"',
  '"list[0]":"brackets"',
  '"with space":"space"',
  '" ":"only a space"',
  '"":"empty key"',
  '"__proto__":{"admin":true}',
  '"constructor":"Object"',
  '"toString":"not a function"',
  '"10":"ten","9":"nine"',
  '"🚀":"emoji"',
  '"ключ":"cyrillic"',
  '"caf\u00e9":"composed","cafe\u0301":"decomposed"',
  '"$where":"1 == 1"',
  `"${'k'.repeat(400)}":"400 characters"`,
].join(',')}}`;

/** Markup, terminal codes, formulas and addresses that must never be links or run. */
export const MARKUP = objectText([
  ['html', '<img src=x onerror="alert(1)"><script>alert(2)</script>'],
  ['ansi', '\u001b[31mred\u001b[0m \u001b]8;;https://x.test\u0007link\u001b]8;;\u0007'],
  ['formula', '=HYPERLINK("http://x.test","open")'],
  ['javascript_url', 'javascript:alert(document.domain)'],
  ['data_url', 'data:text/html,<script>alert(3)</script>'],
  ['file_url', 'file:///etc/passwd'],
  ['https_url', 'https://docs.example/read?a=1&b=2#part'],
  ['user_url', 'https://bank.example@phish.test/login'],
  ['markdown', '[click](javascript:alert(4))'],
  ['rtl_override', 'invoice_\u202efdp.exe'],
]);

/** One line of 10,000 characters without a break. */
export const LONG_LINE = objectText([
  ['token', 'abcdefghij'.repeat(1000)],
  ['note', 'The line above has no place to break.'],
]);

/** As the gateway writes what it is told about an identity: an array of objects. */
export const GATEWAY = objectText([
  ['metadata', [{ plan: 'pro' }, { region: 'eu' }, { seats: 4 }]],
  [
    'tags',
    [
      { name: 'gateway', added: '2026-01-02T03:04:05Z' },
      { name: 'first-seen', added: null },
    ],
  ],
]);

/** 60 KiB: just under what a form accepts. */
export const LARGE = objectText(
  Array.from(
    { length: 480 },
    (_, at) =>
      [
        `note_${String(at + 1).padStart(3, '0')}`,
        `${'Kept from the old system, nobody knows by whom. '.repeat(3).slice(0, 110)}${at}`,
      ] as const,
  ),
);
