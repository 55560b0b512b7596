import { readdir } from 'node:fs/promises';
import { expect, test, unique } from '../fixtures';
import { PAGES } from '../support/pages';
import { startDesk, type DeskServer } from '../support/desk-server';
import { rawAnswer, type RawAnswer } from '../support/raw-answer';

/** What an answer holds, which decides its content policy and who may keep it. */
type Kind = 'page' | 'data' | 'file' | 'picture' | 'drawing' | 'reference';

const PICTURE_ID = 'user_mei-lin-zhao';
const OWN = 'own origin';

/** Every sort of answer: by whom it is given differs, what it carries must not. */
const ANSWERS: readonly (readonly [
  method: string,
  path: string,
  status: number,
  kind: Kind,
  from?: string,
])[] = [
  ...PAGES.map(({ path, status = 200 }) => ['GET', path, status, 'page'] as const),
  ['HEAD', '/identities', 200, 'page'],
  ['GET', '/', 307, 'page'],
  ['GET', '/identities/', 308, 'data'],
  ['GET', '//elsewhere.example', 308, 'data'],
  ['HEAD', '/nowhere', 404, 'page'],
  ['GET', '/identities/%FF', 404, 'page'],
  ['GET', '/%zz', 404, 'page'],
  ['GET', '/api/nowhere', 404, 'page'],
  ['GET', '/api/avatars', 404, 'page'],
  ['GET', '/api/avatars/a/b', 404, 'page'],
  ['GET', '/demo-avatars/a/b', 404, 'page'],
  ['GET', '/icon.svg/x', 404, 'page'],
  ['GET', '/_next/image?url=%2Ficon.svg&w=16&q=75', 404, 'page'],
  ['GET', '/_next/nowhere', 404, 'page'],
  ['GET', '/api/auth/get-session', 404, 'page'],
  ['POST', '/api/auth/sign-in/email', 401, 'page', OWN],
  ['POST', '/api/auth/sign-in/email', 403, 'page', 'https://elsewhere.example'],
  ['GET', '/api/health', 200, 'page'],
  ['HEAD', '/api/health', 200, 'page'],
  ['OPTIONS', '/api/health', 204, 'page'],
  ['GET', '/api/identities?limit=10', 200, 'page'],
  ['GET', '/api/identities/lookup?ref=nobody', 200, 'page'],
  ['GET', '/api/tags?text=v', 200, 'page'],
  ['GET', '/api/identities/export', 405, 'page'],
  ['POST', '/api/identities/export', 400, 'page', OWN],
  ['POST', '/api/identities/export', 403, 'page', 'https://elsewhere.example'],
  ['GET', '/api/identities/import', 405, 'data'],
  ['POST', '/api/identities/import', 200, 'data', OWN],
  ['POST', '/api/identities/import', 403, 'data', 'https://elsewhere.example'],
  ['POST', '/identities', 403, 'page'],
  ['POST', '/identities', 403, 'page', 'null'],
  ['DELETE', '/identities/x', 403, 'page', 'https://elsewhere.example'],
  ['POST', '/api/health', 405, 'page', OWN],
  ['TRACE', '/identities', 400, 'page'],
  ['PROPFIND', '/api/health', 204, 'page'],
  ['GET', `/api/avatars/${PICTURE_ID}`, 200, 'drawing'],
  ['GET', '/api/avatars/nobody', 204, 'data'],
  ['POST', `/api/avatars/${PICTURE_ID}`, 405, 'data'],
  ['OPTIONS', `/api/avatars/${PICTURE_ID}`, 204, 'data'],
  ['GET', '/demo-avatars/nobody', 404, 'data'],
  ['GET', '/icon.svg', 200, 'file'],
  ['GET', '/favicon.ico', 200, 'file'],
  ['GET', '/_next/static/nowhere.js', 404, 'data'],
  ['GET', '/v2/identities', 401, 'data'],
  ['OPTIONS', '/v2/identities', 401, 'data'],
  ['GET', '/v2/openapi.json', 200, 'data'],
  ['POST', '/v2/openapi.json', 405, 'data'],
  ['TRACE', '/v2/openapi.json', 405, 'data'],
  ['GET', '/v2/reference', 200, 'reference'],
  ['GET', '/v2/reference/start.js', 200, 'file'],
];

let cookie: Promise<string> | undefined;
const signedInOn = (desk: DeskServer) => (cookie ??= desk.signIn('admin'));

test('whoever is not signed in gets the same headers', async ({ desk }) => {
  for (const [path, status] of [
    ['/identities', 307],
    ['/api/identities', 401],
    [`/api/avatars/${PICTURE_ID}`, 401],
    ['/sign-in', 200],
    ['/join', 200],
  ] as const) {
    const answer = await rawAnswer(desk.url, 'GET', path);
    expect([path, answer.status]).toEqual([path, status]);
    expectGuarded(answer, path.startsWith('/api/avatars') ? 'data' : 'page');
  }
});

for (const [method, path, status, kind, from] of ANSWERS) {
  test(`${method} ${path}${from === undefined ? '' : ` from ${from}`}: ${status} with all headers`, async ({
    desk,
  }) => {
    const origin = from === OWN ? desk.url : from;
    const answer = await rawAnswer(desk.url, method, path, {
      cookie: await signedInOn(desk),
      ...(origin !== undefined && { origin }),
    });
    expect(answer.status).toBe(status);
    expectGuarded(answer, kind);
    expect(answer.text).not.toContain('sourceMappingURL');
  });
}

test('page data that the browser asks for by itself carries the same', async ({ desk }) => {
  for (const extra of [{ rsc: '1' }, { rsc: '1', 'next-router-prefetch': '1' }, { purpose: 'prefetch' }]) {
    const headers: Record<string, string> = { cookie: await signedInOn(desk) };
    for (const [name, value] of Object.entries(extra)) if (value !== undefined) headers[name] = value;
    // Next sends page data only to an address with its own mark, and redirects there; both answers count.
    const first = await rawAnswer(desk.url, 'GET', '/identities', headers);
    expectGuarded(first, 'page');
    const to = first.headers.get('location');
    if (to === undefined) continue;
    const second = await rawAnswer(desk.url, 'GET', to, headers);
    expect(second.headers.get('content-type')).toContain('text/x-component');
    expectGuarded(second, 'page');
  }
});

test('an action that is no longer there, asked for by an old tab, carries the same', async ({ desk }) => {
  const answer = await rawAnswer(
    desk.url,
    'POST',
    '/identities',
    {
      origin: desk.url,
      cookie: await signedInOn(desk),
      'next-action': '00'.repeat(21),
      'content-type': 'text/plain',
    },
    '[]',
  );
  expect(answer.status).toBe(409);
  expectGuarded(answer, 'page');
});

test('every script, style and font of the build is served as what it is, kept for ever, and without a source map', async ({
  desk,
}) => {
  const files = (await readdir('.next/static', { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replace(/^\.next/, '/_next'));
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
  for (const file of files) {
    const answer = await rawAnswer(desk.url, 'GET', encodeURI(file));
    expect(answer.status, file).toBe(200);
    expect(answer.headers.get('cache-control'), file).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('x-content-type-options'), file).toBe('nosniff');
    expectGuarded(answer, 'file');
    if (!/\.(js|css)$/.test(file)) continue;
    expect(answer.text, file).not.toContain('sourceMappingURL');
    expect((await rawAnswer(desk.url, 'GET', `${encodeURI(file)}.map`)).status, file).toBe(404);
  }
});

test.describe('on https', () => {
  let secure: DeskServer;
  test.beforeAll(async () => {
    secure = await startDesk({ APP_URL: 'https://desk.example.com' });
  });
  test.afterAll(() => secure.stop());

  test('browsers are told to come back by https only, by every sort of answer', async () => {
    for (const path of [
      '/identities',
      '/nowhere',
      '/identities/',
      '/api/health',
      '/v2/identities',
      '/icon.svg',
    ])
      expect((await rawAnswer(secure.url, 'GET', path)).headers.get('strict-transport-security'), path).toBe(
        'max-age=31536000; includeSubDomains',
      );
  });

  test('a change is taken from that origin alone, whatever host a proxy claims', async () => {
    for (const [origin, status] of [
      ['https://desk.example.com', 401],
      ['http://desk.example.com', 403],
      ['https://desk.example.com.elsewhere.example', 403],
      [secure.url, 403],
      ['null', 403],
    ] as const) {
      const answer = await rawAnswer(secure.url, 'POST', '/api/identities/export', {
        origin,
        'x-forwarded-host': new URL(secure.url).host,
      });
      expect([origin, answer.status]).toEqual([origin, status]);
    }
  });
});

test('reading changes nothing, whatever it asks for', async ({ desk, api }) => {
  const external_id = unique('unread');
  const { _id } = await api.create({ external_id, display_name: 'Stays', tags: ['one'] });
  const before = await api.retrieve(_id);
  const bearer = { authorization: `Bearer ${desk.apiKey}` };
  for (const method of ['GET', 'HEAD', 'OPTIONS'])
    for (const path of [
      ...PAGES.map((page) => page.path),
      `/identities/${_id}?delete=1&_method=DELETE`,
      `/identities/${_id}/edit?display_name=Changed&tags=two`,
      `/identities/new?external_id=${external_id}-new&create=1`,
      `/api/identities/export?ids=${_id}`,
      `/api/identities?id=${_id}&action=delete`,
      `/v2/identities/${_id}?_method=DELETE`,
      `/v2/identities/${_id}/usage?requests=1`,
    ]) {
      const headers = { ...bearer, 'x-http-method-override': 'DELETE', 'next-action': '00'.repeat(21) };
      expect((await rawAnswer(desk.url, method, path, headers)).status, `${method} ${path}`).toBeLessThan(
        500,
      );
    }
  expect(await api.retrieve(_id)).toEqual(before);
  expect(await api.retrieve(`${external_id}-new`)).toBeUndefined();
});

function expectGuarded({ headers }: RawAnswer, kind: Kind): void {
  expect(Object.fromEntries(headers)).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'permissions-policy': expect.stringMatching(/\bcamera=\(\).*\bmicrophone=\(\).*\busb=\(\)/),
  });
  expect([...headers.keys()].filter((name) => /^access-control-|^x-powered-by$|^server$/.test(name))).toEqual(
    [],
  );
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'/);
  expect(policy).not.toMatch(/unsafe-eval|\*|https?:|blob:/);
  if (kind !== 'drawing') expect(policy).not.toContain('unsafe-inline');
  if (kind === 'page') {
    expect(policy).toMatch(/script-src 'self' 'nonce-[\da-f]{32}' 'strict-dynamic'/);
    for (const part of [
      "base-uri 'none'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      expect(policy).toContain(part);
  } else if (kind !== 'reference') expect(policy).toContain('sandbox');
  const cache = headers.get('cache-control') ?? '';
  if (kind === 'page' || kind === 'data') expect(cache).toMatch(/no-store|^private, max-age=300$/);
  else if (kind === 'drawing' || kind === 'picture') expect(cache).toMatch(/^private, /);
}
