import { expect, test } from 'vitest';
import { passwordFault } from './common-passwords';
import { PASSWORD_MAX } from './password';

const EMAIL = 'ada.lovelace@desk.example';

test.each([
  ['eleven char'],
  ['qwertyuiop123'],
  ['QWERTYuiop123'],
  [EMAIL],
  [EMAIL.toUpperCase()],
  ['x'.repeat(PASSWORD_MAX + 1)],
])('%s is refused with the reason', async (password) =>
  expect(await passwordFault(password, EMAIL)).toMatch(/^(?:Use|This is one of)/),
);

test.each([
  ['twelve chars'],
  [' leading and trailing '],
  ['пароль из слов'],
  ['correct horse battery staple'],
  ['x'.repeat(PASSWORD_MAX)],
])('%s is taken as it is', async (password) => expect(await passwordFault(password, EMAIL)).toBeUndefined());
