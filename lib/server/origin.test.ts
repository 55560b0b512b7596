import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function isOwn(environment: Record<string, string>, headers: Record<string, string>): Promise<boolean> {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const { isOwnOrigin } = await import('./origin');
  return isOwnOrigin(new Headers(headers));
}

test.each([
  [{ origin: 'http://127.0.0.1:3000' }, true],
  [{ origin: 'http://localhost:3000' }, true],
  [{ origin: 'http://[::1]:3000' }, true],
  [{ origin: 'http://127.0.0.1:3001' }, false],
  [{ origin: 'https://evil.example' }, false],
  [{ origin: 'null' }, false],
  [{ origin: 'http://evil.example', 'x-forwarded-host': 'evil.example', host: 'evil.example' }, false],
  [{}, false],
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ 'sec-fetch-site': 'same-site' }, false],
])('on loopback, %o: %s', async (headers, own) => expect(await isOwn({}, headers)).toBe(own));

test('behind APP_URL only that origin counts', async () => {
  const environment = { APP_URL: 'https://desk.example.com', HOST: '0.0.0.0' };
  expect(await isOwn(environment, { origin: 'https://desk.example.com' })).toBe(true);
  expect(await isOwn(environment, { origin: 'http://localhost:3000' })).toBe(false);
});
