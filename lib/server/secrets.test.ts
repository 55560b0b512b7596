import { expect, test } from 'vitest';
import { keepAddressSecret, keepSecret, withoutSecrets } from './secrets';

test('a kept secret is taken out of a text, as it is and as JSON writes it', () => {
  keepSecret('s3cret"quoted\\key');
  expect(withoutSecrets('it was s3cret"quoted\\key.')).toBe('it was [secret].');
  expect(withoutSecrets(JSON.stringify({ message: 's3cret"quoted\\key' }))).toBe('{"message":"[secret]"}');
});

test('what is unset or too short to be a secret hides nothing', () => {
  keepSecret(undefined);
  keepSecret('');
  keepSecret('admin');
  expect(withoutSecrets('admin page')).toBe('admin page');
});

test.each([
  ['postgres://desk:pass%20word-1@db.example.com/desk', ['pass%20word-1', 'pass word-1']],
  ['postgresql://desk:with@sign-pw@/desk?host=/run/postgresql', ['with@sign-pw']],
  ['postgres://desk:100%-sure-pw@db/desk', ['100%-sure-pw']],
])('the password in %s is kept, also decoded', (address, passwords) => {
  keepAddressSecret(address);
  expect(withoutSecrets(address)).not.toContain(passwords[0]);
  for (const password of passwords) expect(withoutSecrets(`(${password})`)).toBe('([secret])');
});

test('an address without a password keeps nothing', () => {
  keepAddressSecret(undefined);
  keepAddressSecret('postgres://desk@database-host/desk');
  expect(withoutSecrets('postgres://desk@database-host/desk')).toBe('postgres://desk@database-host/desk');
});
