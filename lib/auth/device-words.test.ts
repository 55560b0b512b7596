import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeOf, newRecoveryCodes } from './code-text';
import { deviceWords } from './device-words';

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    'Chrome on Linux',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari on iPhone',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:133.0) Gecko/20100101 Firefox/133.0',
    'Firefox on macOS',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
    'Microsoft Edge on Windows',
  ],
  ['curl/8.5.0', 'curl'],
  ['', 'Unknown browser'],
])('%s is %s', (userAgent, words) => expect(deviceWords(userAgent)).toBe(words));

test('whatever a browser claims, the words are short and there', () =>
  fc.assert(
    fc.property(fc.string({ maxLength: 2000 }), (userAgent) => {
      const words = deviceWords(userAgent);
      expect(words.length).toBeGreaterThan(0);
      expect(words.length).toBeLessThanOrEqual(60);
    }),
  ));

test('a recovery code is read however it is written', () =>
  fc.assert(
    fc.property(fc.constantFrom(...newRecoveryCodes()), fc.array(fc.nat(20)), (code, spaces) => {
      const typed = spaces.reduce((text, at) => `${text.slice(0, at)} ${text.slice(at)}`, code.toUpperCase());
      expect(codeOf(typed)).toBe(code);
      expect(codeOf(code.replaceAll('-', ''))).toBe(code);
    }),
  ));
