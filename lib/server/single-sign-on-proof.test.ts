import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { presentSignIn } from './authorize';
import { cheatingProvider, type Cheat } from './testing/cheating-provider';
import { presentHeaders } from './testing/next-headers';
import { withOwnStore } from './testing/own-store';
import { ssoBrowser } from './testing/sso-browser';

vi.mock('next/headers', () => import('./testing/next-headers'));

let provider: Awaited<ReturnType<typeof cheatingProvider>>;
beforeAll(async () => {
  provider = await cheatingProvider();
  for (const [name, value] of Object.entries(provider.settings)) vi.stubEnv(name, value);
});
withOwnStore();
afterAll(() => provider.close());

let counter = 0;
let subject: string;
beforeEach(() => void (subject = `proof-${(counter += 1)}`));

/** How long ago the proof behind a sign-in was given, in seconds. */
async function ageOfProof(claims: Cheat['claims'], form?: Record<string, string>): Promise<number> {
  provider.person(subject, { ...(claims && { claims }) });
  const browser = ssoBrowser();
  const back = await browser.comeBack(provider.arrival(await browser.leave(form)));
  expect(back.location.pathname).toBe('/');
  presentHeaders(new Headers({ cookie: browser.cookies(), origin: 'http://127.0.0.1:3000' }));
  const present = await presentSignIn();
  if (present === undefined) throw new Error('nobody is signed in');
  return (Date.now() - present.confirmedAt.getTime()) / 1000;
}
const now = () => Math.floor(Date.now() / 1000);

test('whom the provider knows from an hour ago has not just proved who they are', async () => {
  const age = await ageOfProof({ auth_time: now() - 3600 });
  expect(age).toBeGreaterThan(3590);
  expect(age).toBeLessThan(3700);
});

test('whom it has just asked, has', async () => {
  expect(await ageOfProof({ auth_time: now() })).toBeLessThan(60);
});

test.each([
  ['nothing', undefined],
  ['a text', 'yesterday'],
  ['less than nothing', -1],
  ['a time to come', now() + 86_400],
  ['no date', 1e300],
])('where it says %s of it, the sign-in itself counts, and nothing later', async (_what, auth_time) => {
  const age = await ageOfProof({ auth_time });
  expect(age).toBeLessThan(60);
  expect(age).toBeGreaterThanOrEqual(0);
});

test('who is to prove it anew is asked anew by the provider, which has to say when', async () => {
  const { searchParams } = await ssoBrowser().leave({ again: '1' });
  expect(searchParams.get('prompt')).toBe('login');
  expect(searchParams.get('max_age')).toBe('0');
  expect((await ssoBrowser().leave()).searchParams.has('max_age')).toBe(false);
  expect(await ageOfProof({ auth_time: now() }, { again: '1' })).toBeLessThan(60);
});
