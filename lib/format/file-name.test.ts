import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileDisposition, fileName } from './file-name';

test('an external id is the name of its file, as far as a file system takes it', () => {
  expect(fileName('user_48213')).toBe('user_48213');
  expect(fileName('名前')).toBe('名前');
  expect(fileName('org/9/team/4')).toBe('org_9_team_4');
  expect(fileName('../../etc/passwd')).toBe('__.._etc_passwd');
  expect(fileName('.')).toBe('identity');
  expect(fileName('..')).toBe('identity');
  expect(fileName('')).toBe('identity');
  expect(fileName('nul')).toBe('_nul');
  expect(fileName('a"b\r\nc')).toBe('a_b_c');
});

test('whatever the text, the name is one name of bearable length and the header one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const name = fileName(text);
      expect(name).not.toMatch(/[\p{C}/\\:*?"<>|]|^\.|\.$/u);
      expect(name).not.toBe('');
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(181);
      const header = fileDisposition(text, 'json');
      expect(header).toMatch(
        /^attachment; filename="[\x21\x23-\x7e]+\.json"; filename\*=UTF-8''[\w.%~-]+\.json$/,
      );
      expect(decodeURIComponent(header.replace(/^.*UTF-8''/, ''))).toBe(`${name}.json`);
    }),
  );
});
