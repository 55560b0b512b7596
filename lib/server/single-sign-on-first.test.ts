import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listOperators } from '@/lib/auth/operators';
import { store } from './store';
import { cheatingProvider } from './testing/cheating-provider';
import { withOwnStore } from './testing/own-store';
import { ssoBrowser } from './testing/sso-browser';

vi.mock('next/headers', () => import('./testing/next-headers'));

/** Without a map of roles, and nobody there yet. */
let provider: Awaited<ReturnType<typeof cheatingProvider>>;
beforeAll(async () => {
  provider = await cheatingProvider();
  const settings = { ...provider.settings, PASSWORD_SIGN_IN: 'off', ADMIN_EMAIL: 'First@desk.example' };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});
withOwnStore();
afterAll(() => provider.close());

async function roleAfter(subject: string, claims: Record<string, unknown>) {
  provider.person(subject, { claims });
  const browser = ssoBrowser();
  await browser.comeBack(provider.arrival(await browser.leave()));
  return (await listOperators((await store()).orm)).find(({ email }) => email === claims.email)?.role;
}

test('whoever has the verified ADMIN_EMAIL becomes the admin while there is none, and nobody else ever', async () => {
  expect(await roleAfter('early', { email: 'early@desk.example', email_verified: true })).toBe('viewer');
  expect(await roleAfter('first', { email: 'first@desk.example', email_verified: false })).toBe('viewer');
  expect(await roleAfter('first', { email: 'first@desk.example', email_verified: 'true' })).toBe('viewer');
  expect(await roleAfter('first', { email: 'first@desk.example', email_verified: true })).toBe('admin');
  expect(await roleAfter('first', { email: 'moved@desk.example', email_verified: true })).toBe('admin');
  // There is an admin now: the email alone makes nobody one.
  expect(await roleAfter('second', { email: 'first@desk.example', email_verified: true })).toBe('viewer');
});
