import { expect, test, vi } from 'vitest';
import { signedToken, verifiedToken } from '@/lib/auth/sign-in-cookie';
import { authorize } from './authorize';
import { actAs, actWith, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));

const PRESENT = 'the present secret of this dashboard and long enough';
const FORMER = 'the former secret of this dashboard and long enough';
withOwnStore({ AUTH_SECRET: `${PRESENT},${FORMER}` });

test('sign-ins of a former secret go on, new ones are of the present one, others do not count', async () => {
  const { cookie } = await actAs('viewer');
  const [name = '', value = ''] = cookie.split('=');
  const token = verifiedToken(decodeURIComponent(value), [PRESENT]) ?? '';
  expect(token).not.toBe('');
  for (const [secret, counts] of [
    [FORMER, true],
    [PRESENT, true],
    ['a secret that was never set here though it is long', false],
  ] as const) {
    actWith(`${name}=${encodeURIComponent(signedToken(token, secret))}`);
    expect([secret, (await authorize('identity.read')).ok]).toEqual([secret, counts]);
  }
});
