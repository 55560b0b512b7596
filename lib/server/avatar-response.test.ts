import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type * as fetching from './avatar/fetch-avatar';
import { fetchAvatar } from './avatar/fetch-avatar';
import { PNG } from './avatar/testdata/pictures';
import { actAs, actWith, withOwnStore } from './testing/own-store';

/** The way out is replaced: what matters here is who is asked at all. That way itself: `avatar/*.test.ts`. */
vi.mock('./avatar/fetch-avatar', async (original) => ({
  ...(await original<typeof fetching>()),
  fetchAvatar: vi.fn(async () => ({ bytes: new Uint8Array(PNG), type: 'image/png' })),
}));

vi.mock('next/headers', () => import('./testing/next-headers'));
withOwnStore();
beforeAll(async () => {
  const { cookie } = await actAs('viewer');
  // Under the name it has on https as well: some tests have an APP_URL.
  actWith(`${cookie}; __Host-desk=${cookie.slice(cookie.indexOf('=') + 1)}`);
});

// Each test loads the modules anew, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const DEFAULTS = { ORQ_API_KEY: '', DATABASE_URL: '', APP_URL: '', AVATARS: '', DEMO_WORKSPACE: '' };

/** The answer for an identity with this address, under these settings. */
async function avatarFor(
  url: string | undefined,
  environment: Record<string, string> = {},
): Promise<Response> {
  for (const [name, value] of Object.entries({ ...DEFAULTS, ...environment })) vi.stubEnv(name, value);
  const { rememberAvatarUrl } = await import('./avatar-urls');
  const { readAvatar } = await import('./avatar-response');
  rememberAvatarUrl({ _id: 'one', avatar_url: url });
  return readAvatar('one');
}

beforeEach(() => {
  // Settings are read once in a process; each test has its own.
  vi.resetModules();
  vi.mocked(fetchAvatar).mockClear();
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const asked = async () =>
  vi.mocked((await import('./avatar/fetch-avatar')).fetchAvatar).mock.calls.map(([url]) => url);

test('a foreign address is asked for by the guarded way, and answered as a picture', async () => {
  const response = await avatarFor('https://pictures.example/a.png');
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(await asked()).toEqual(['https://pictures.example/a.png']);
});

test('without an address, or with AVATARS off, nobody is asked and the page shows initials', async () => {
  expect((await avatarFor(undefined)).status).toBe(204);
  expect(await asked()).toEqual([]);
  vi.resetModules();
  expect((await avatarFor('https://pictures.example/a.png', { AVATARS: 'off' })).status).toBe(204);
  expect(await asked()).toEqual([]);
});

test.each([
  ['https://desk.example.com/demo-avatars/person-0a1b2c3.svg', 'https://desk.example.com', 'drawn'],
  ['http://127.0.0.1:3999/demo-avatars/person-0a1b2c3.svg', '', 'drawn'],
  ['https://desk.example.com/api/health', 'https://desk.example.com', 'nothing'],
  ['http://localhost:22/', '', 'nothing'],
  ['http://[::1]:5432/demo-avatars/..%2f..', '', 'nothing'],
])('an address of this dashboard, %s, is never asked for', async (url, APP_URL, answer) => {
  const response = await avatarFor(url, { APP_URL });
  expect(await asked()).toEqual([]);
  expect(response.status).toBe(answer === 'drawn' ? 200 : 204);
  if (answer === 'nothing') return;
  expect(response.headers.get('content-type')).toBe('image/svg+xml');
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*; sandbox$/);
});
