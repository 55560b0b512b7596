import { expect, test } from 'vitest';
import { clientAddress } from './client-address';

const PROXIES = ['127.0.0.1/32', '10.0.0.0/8', '::1/128'];

test.each([
  ['nobody is trusted: the connection counts', '203.0.113.5', '198.51.100.7', [], '203.0.113.5', false],
  ['a caller from outside says what it wants', '203.0.113.5', '198.51.100.7', PROXIES, '203.0.113.5', false],
  ['through the proxy', '127.0.0.1', '198.51.100.7', PROXIES, '198.51.100.7', true],
  ['through two proxies', '127.0.0.1', '198.51.100.7, 10.1.2.3', PROXIES, '198.51.100.7', true],
  [
    'what stands left of the first stranger is hearsay',
    '127.0.0.1',
    '1.1.1.1, 198.51.100.7',
    PROXIES,
    '198.51.100.7',
    true,
  ],
  [
    'an address in its IPv6 clothes',
    '::ffff:127.0.0.1',
    '::ffff:198.51.100.7',
    PROXIES,
    '198.51.100.7',
    true,
  ],
  ['IPv6', '::1', '2001:db8::7', PROXIES, '2001:db8::7', true],
  ['nonsense in the list is no address', '127.0.0.1', '1.1.1.1, unknown', PROXIES, '127.0.0.1', false],
  ['a proxy that names nobody', '127.0.0.1', undefined, PROXIES, '127.0.0.1', false],
])('%s', (_case, peer, forwarded, trusted, address, isTrusted) =>
  expect(clientAddress(peer, forwarded, trusted)).toEqual({ address, trusted: isTrusted }),
);

test('a connection without an address has none', () =>
  expect(clientAddress(undefined, '1.1.1.1', PROXIES)).toEqual({ address: '', trusted: false }));
