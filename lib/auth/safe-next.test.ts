import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeNext, signInHref } from './safe-next';

test.each([
  ['/identities?sort=name&tag=a#top', '/identities?sort=name&tag=a#top'],
  ['/identities/a%2Fb', '/identities/a%2Fb'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['identities', '/'],
  ['', '/'],
  [undefined, '/'],
  [null, '/'],
  ['/sign-in?next=/x', '/'],
  ['/api/identities', '/'],
  ['/..//evil.example', '/'],
])('%j leads to %s', (given, led) => expect(safeNext(given)).toBe(led));

test('whatever is given, a browser stays on this origin', () => {
  const pieces = fc.constantFrom(
    '/',
    '\\',
    '//',
    '.',
    '..',
    ':',
    '@',
    '?',
    '#',
    '%2F',
    '%5C',
    '\t',
    '\n',
    'evil.example',
    'a',
  );
  const texts = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.array(pieces).map((parts) => parts.join('')),
  );
  const here = 'https://desk.example.com';
  fc.assert(
    fc.property(texts, (text) => {
      for (const given of [text, `/${text}`]) {
        const led = safeNext(given);
        expect(new URL(led, here).origin).toBe(here);
        expect(led.startsWith('/') && !led.startsWith('//')).toBe(true);
        expect(new URL(signInHref(given), here).pathname).toBe('/sign-in');
      }
    }),
  );
});
