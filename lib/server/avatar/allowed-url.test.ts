import { expect, test } from 'vitest';
import { parseAllowedUrl } from './allowed-url';

test.each([
  ['https://pictures.example/a.png', 'https://pictures.example/a.png'],
  ['https://pictures.example:443/a.png?size=80#top', 'https://pictures.example/a.png?size=80'],
  ['HTTPS://Pictures.Example', 'https://pictures.example/'],
])('%s may be asked for', (text, asked) => expect(parseAllowedUrl(text)?.href).toBe(asked));

test.each([
  'http://pictures.example/a.png',
  'http://pictures.example:443/a.png',
  'https://pictures.example:8443/a.png',
  'https://pictures.example:80/a.png',
  'https://user@pictures.example/a.png',
  'https://user:word@pictures.example/a.png',
  'https://:word@pictures.example/a.png',
  'ftp://pictures.example/a.png',
  'file:///etc/passwd',
  'data:image/png;base64,iVBORw0KGgo=',
  'javascript:alert(1)',
  '//pictures.example/a.png',
  '/a.png',
  '',
])('%s may not', (text) => expect(parseAllowedUrl(text)).toBeUndefined());
