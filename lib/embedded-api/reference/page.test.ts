import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api-client';
import { sendRaw } from '../testing/raw-request';
import { testStores, type FreshStore } from '../testing/stores';
import { referenceAssets } from './assets';

/** The reference page as served; that it runs in a browser under its policy, e2e/journeys/read-the-api-reference shows. */
describe('the reference page', () => {
  let store: FreshStore;
  let api: TestApi;
  beforeAll(async () => {
    const [embedded] = testStores(undefined);
    if (embedded === undefined) throw new Error('There is no embedded store.');
    store = await embedded.open();
    api = await startTestApi(store.database);
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await store.close();
  });
  const get = (path: string, method = 'GET') => sendRaw(api.origin, { method, path, headers: {} });

  it('is there without a key, with a policy of its own nonce each time, and is not kept', async () => {
    const nonces = new Set<string | undefined>();
    for (let n = 0; n < 2; n += 1) {
      const page = await get('/v2/reference');
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(page.headers.get('cache-control')).toBe('no-store');
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      const nonce = /script-src 'nonce-([\da-f]{32})'/.exec(policy)?.[1];
      nonces.add(nonce);
      for (const [tag] of page.text.matchAll(/<(?:script|link rel="stylesheet")[^>]*>/g))
        expect(tag).toContain(`nonce="${nonce}"`);
    }
    expect(nonces.size).toBe(2);
    expect((await get('/v2/reference', 'POST')).status).toBe(405);
  });

  it('loads files of this origin only, which are all there', async () => {
    const { text } = await get('/v2/reference');
    const files = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '');
    expect(files.filter((address) => address !== 'data:,').sort()).toEqual(
      [...referenceAssets.keys()].map((name) => `/v2/reference/${name}`).sort(),
    );
    for (const [name, { type }] of referenceAssets) {
      const file = await get(`/v2/reference/${name}`);
      expect([file.status, file.headers.get('content-type')]).toEqual([200, type]);
      expect(file.headers.get('x-content-type-options')).toBe('nosniff');
      expect(file.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
      expect(file.text).not.toContain('sourceMappingURL');
    }
  });

  it('is all that is there without a key', async () => {
    for (const path of ['/v2/reference/package.json', '/v2/reference/', '/v2/reference/..%2Fstart.js'])
      expect([path, (await get(path)).status]).toEqual([path, 401]);
  });
});
