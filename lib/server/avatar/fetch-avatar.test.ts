import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { avatarResponse, createAvatarFetcher, fetchAvatar } from './fetch-avatar';
import { HOST, PUBLIC, startPictureHost } from './testdata/picture-host';
import { PNG } from './testdata/pictures';

const picture = (path: string | number) => `https://${HOST}/${path}`;
let host: Awaited<ReturnType<typeof startPictureHost>>;

beforeAll(async () => {
  host = await startPictureHost();
});
afterAll(() => host.stop());
beforeEach(() => {
  host.asked.length = 0;
  host.answerWith((_request, response) => response.end(PNG));
});

describe('fetchAvatar', () => {
  test.each([
    `http://${HOST}/a.png`,
    `https://${HOST}:8443/a.png`,
    `https://user:word@${HOST}/a.png`,
    'javascript:alert(1)',
    'no address',
  ])('does not even resolve the name of %s', async (text) => {
    const resolve = vi.fn(async () => [PUBLIC]);
    expect(await fetchAvatar(text, createAvatarFetcher(host.network(resolve)))).toBeUndefined();
    expect(resolve).not.toHaveBeenCalled();
  });

  test.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://localhost/',
  ])('as it is in production refuses %s', async (text) => expect(await fetchAvatar(text)).toBeUndefined());

  test('asks once an hour for a picture', async () => {
    let now = 0;
    const fetcher = createAvatarFetcher(host.network(), () => now);
    const first = await fetcher(picture('a'));
    expect(first?.type).toBe('image/png');
    now = 59 * 60_000;
    expect(await fetcher(`${picture('a')}#other`)).toBe(first);
    expect(host.asked).toHaveLength(1);
    now = 61 * 60_000;
    expect(await fetcher(picture('a'))).toBeDefined();
    expect(host.asked).toHaveLength(2);
  });

  test('asks again for a refusal after five minutes', async () => {
    let now = 0;
    host.answerWith((_request, response) => response.writeHead(404).end());
    const fetcher = createAvatarFetcher(host.network(), () => now);
    expect(await fetcher(picture('a'))).toBeUndefined();
    host.answerWith((_request, response) => response.end(PNG));
    now = 4 * 60_000;
    expect(await fetcher(picture('a'))).toBeUndefined();
    expect(host.asked).toHaveLength(1);
    now = 6 * 60_000;
    expect(await fetcher(picture('a'))).toBeDefined();
  });

  test('shares one flight among equal calls', async () => {
    const fetcher = createAvatarFetcher(host.network());
    const pictures = await Promise.all(Array.from({ length: 20 }, () => fetcher(picture('a'))));
    expect(host.asked).toHaveLength(1);
    expect(new Set(pictures).size).toBe(1);
    expect(pictures[0]).toBeDefined();
  });

  test('keeps addresses apart that differ in their query only', async () => {
    const fetcher = createAvatarFetcher(host.network());
    await Promise.all([fetcher(picture('a?of=1')), fetcher(picture('a?of=2'))]);
    expect(host.asked).toHaveLength(2);
  });

  test('asks for four at a time, the rest in turn', async () => {
    const waiting: ServerResponse[] = [];
    let most = 0;
    host.answerWith((_request, response) => {
      waiting.push(response);
      most = Math.max(most, waiting.length);
    });
    const fetcher = createAvatarFetcher(host.network());
    const all = Array.from({ length: 10 }, (_, at) => fetcher(picture(at)));
    for (let answered = 0; answered < 10; answered += 1) {
      await expect.poll(() => waiting.length).toBe(Math.min(4, 10 - answered));
      waiting.shift()?.end(PNG);
    }
    expect((await Promise.all(all)).every((found) => found?.type === 'image/png')).toBe(true);
    expect(most).toBe(4);
  });

  test('turns away who finds the queue full, and does not remember it', async () => {
    const network = host.network();
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const resolve = () => gate.then(() => [PUBLIC]);
    const fetcher = createAvatarFetcher({ ...network, resolve });
    const all = Array.from({ length: 105 }, (_, at) => fetcher(picture(at)));
    expect(await all[104]).toBeUndefined();
    open();
    expect((await Promise.all(all)).filter((found) => found !== undefined)).toHaveLength(104);
    expect(await fetcher(picture(104))).toBeDefined();
  });
});

describe('avatarResponse', () => {
  test('is a picture and nothing else', async () => {
    const response = avatarResponse({ bytes: new Uint8Array(PNG), type: 'image/png' });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'image/png',
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, max-age=3600',
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true);
  });
});
