import { expect, test } from 'vitest';
import { parseUsageQuery, usageHref } from './usage-address';

test.each([
  ['', '/identities/a%2Fb'],
  ['days=30', '/identities/a%2Fb'],
  ['days=7', '/identities/a%2Fb?days=7'],
  ['zone=own&days=90', '/identities/a%2Fb?days=90&zone=own'],
  ['days=31&zone=Europe/Berlin', '/identities/a%2Fb'],
  ['days=7&days=90&zone=', '/identities/a%2Fb?days=7'],
])('"%s" is shown at %s', (address, href) =>
  expect(usageHref('a/b', parseUsageQuery(new URLSearchParams(address)))).toBe(href),
);
