import { NextRequest } from 'next/server';
import { expect, test } from 'vitest';
import { proxy } from './proxy';

const locationOf = (path: string) => {
  const { status, headers } = proxy(new NextRequest(`http://127.0.0.1:3000${path}`));
  const location = headers.get('location');
  if (location === null) return [status, null];
  // NextRequest calls this machine by one name.
  expect(new URL(location).host).toBe('localhost:3000');
  return [status, location.slice('http://localhost:3000'.length)];
};

test.each([
  ['/identities/', '/identities'],
  ['/identities/?q=ab&next=/x/', '/identities?q=ab&next=/x/'],
  ['/identities/a%2Fb/', '/identities/a%2Fb'],
  ['//evil.example/', '/evil.example'],
  ['//', '/'],
])('%s leads to the page without a slash at its end', (path, page) => {
  expect(locationOf(path)).toEqual([308, page]);
});

test.each(['/', '/identities', '/identities/a%2F', '/identities?q=/'])('%s stays where it is', (path) => {
  expect(locationOf(path)).toEqual([200, null]);
});
