import { expect, test, vi } from 'vitest';
import { Secret, TOTP } from 'otpauth';
import { authorize } from './authorize';
import { readOwnAccount } from './own-account';
import { beginSecondFactor, finishSecondFactor, turnOffSecondFactor } from './own-second-factor';
import { actAs, TEST_PASSWORD, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
withOwnStore({ SECOND_FACTOR: 'required' });

test('where a second factor is required it comes before all else, and stays', async () => {
  await actAs('viewer');
  expect(await authorize('identity.read')).toMatchObject({
    error: { kind: 'forbidden', message: expect.stringContaining('second factor first') },
  });
  expect(await readOwnAccount()).toMatchObject({
    ok: true,
    value: { mustFirst: 'set-up-second-factor', secondFactor: { required: true } },
  });
  const begun = await beginSecondFactor(TEST_PASSWORD);
  if (!begun.ok) throw new Error(begun.error.message);
  const code = new TOTP({ secret: Secret.fromBase32(begun.value.secret) }).generate();
  expect(await finishSecondFactor(code)).toMatchObject({ ok: true });
  expect(await authorize('identity.read')).toMatchObject({ ok: true });
  expect(await turnOffSecondFactor(TEST_PASSWORD)).toMatchObject({
    error: { kind: 'forbidden', message: expect.stringContaining('SECOND_FACTOR') },
  });
});
