import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { downloadPicture } from './download-picture';
import { HOST, PUBLIC, startPictureHost } from './testdata/picture-host';
import { PNG } from './testdata/pictures';

const HALF_MIB = 512 * 1024;
const url = new URL(`https://${HOST}/a.png?size=80`);
let host: Awaited<ReturnType<typeof startPictureHost>>;

beforeAll(async () => {
  host = await startPictureHost();
});
afterAll(() => host.stop());
beforeEach(() => {
  host.asked.length = 0;
  host.dialled.length = 0;
  host.answerWith((_request, response) => response.end(PNG));
});

const sending = (body: string | Buffer, headers: OutgoingHttpHeaders = {}, status = 200) =>
  host.answerWith((_request, response) => response.writeHead(status, headers).end(body));
/** Refused by its rule, not by the limit of three seconds, which would refuse it too in the end. */
async function expectRefusedAtOnce(): Promise<void> {
  const start = performance.now();
  expect(await downloadPicture(url, host.network())).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(2_500);
}
const padded = (size: number) => Buffer.concat([PNG, Buffer.alloc(size - PNG.length)]);

describe('a picture', () => {
  test('comes with the type its bytes have', async () => {
    sending(PNG, { 'Content-Type': 'text/html' });
    const picture = await downloadPicture(url, host.network());
    expect(picture?.type).toBe('image/png');
    expect(Buffer.from(picture?.bytes ?? []).equals(PNG)).toBe(true);
  });

  test('is asked for by name, at the address that was checked, without telling who looks', async () => {
    await downloadPicture(url, host.network());
    expect(host.dialled).toEqual([PUBLIC]);
    expect(host.asked).toMatchObject([{ path: '/a.png?size=80', host: HOST, serverName: HOST }]);
    const headers: IncomingHttpHeaders = host.asked[0]?.headers ?? {};
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(headers['accept-encoding']).toBe('identity');
  });

  test('of exactly 512 KiB is taken, in one piece or in many', async () => {
    sending(padded(HALF_MIB));
    expect((await downloadPicture(url, host.network()))?.bytes.length).toBe(HALF_MIB);
    host.answerWith((_request, response) => {
      const bytes = padded(HALF_MIB);
      for (let at = 0; at < HALF_MIB; at += 1_000) response.write(bytes.subarray(at, at + 1_000));
      response.end();
    });
    const picture = await downloadPicture(url, host.network());
    expect(Buffer.from(picture?.bytes ?? []).equals(padded(HALF_MIB))).toBe(true);
  });
});

describe('an address', () => {
  test.each([
    ['10.0.0.1'],
    ['::ffff:10.0.0.1'],
    [PUBLIC, '127.0.0.1'],
    ['fe80::1', PUBLIC],
    ['nonsense'],
    [],
  ])('set %s, %s of a name is refused', async (...addresses) => {
    expect(
      await downloadPicture(
        url,
        host.network(async () => addresses),
      ),
    ).toBeUndefined();
    expect(host.dialled).toEqual([]);
    expect(host.asked).toEqual([]);
  });

  test.each([
    '127.0.0.1',
    '127.1',
    '0x7f.0.0.1',
    '2130706433',
    '0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[fd00::1]',
  ])('written into the URL is refused: %s', async (literal) => {
    const resolve = vi.fn(async () => [PUBLIC]);
    const network = { ...host.network(resolve), request: vi.fn(() => expect.fail('connected')) };
    expect(await downloadPicture(new URL(`https://${literal}/a.png`), network)).toBeUndefined();
    expect(resolve).not.toHaveBeenCalled();
    expect(network.request).not.toHaveBeenCalled();
  });

  test('that is not public is refused wherever it stands among public ones', async () => {
    const inner = fc
      .tuple(fc.constantFrom('10.', '127.', '192.168.', '169.254.', '::ffff:10.'), fc.ipV4())
      .map(
        ([start, v4]) =>
          start +
          v4
            .split('.')
            .slice(start.split('.').length - 1)
            .join('.'),
      );
    const request = vi.fn(() => expect.fail('connected'));
    await fc.assert(
      fc.asyncProperty(inner, fc.nat(3), async (address, at) => {
        const addresses = [PUBLIC, '1.1.1.1', '2606:4700:4700::1111'].toSpliced(at, 0, address);
        expect(await downloadPicture(url, { resolve: async () => addresses, request })).toBeUndefined();
      }),
    );
    expect(request).not.toHaveBeenCalled();
  });

  test('that changes after the check is not looked at again (DNS rebinding)', async () => {
    const resolve = vi.fn(async () => ['127.0.0.1']).mockResolvedValueOnce([PUBLIC]);
    expect(await downloadPicture(url, host.network(resolve))).toBeDefined();
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(host.dialled).toEqual([PUBLIC]);
  });

  test('of a name nobody knows is refused', async () => {
    const resolve = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await downloadPicture(url, host.network(resolve))).toBeUndefined();
  });
});

describe('a certificate', () => {
  test('that is not trusted is refused, whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    try {
      expect(await downloadPicture(url, host.untrusted())).toBeUndefined();
    } finally {
      vi.unstubAllEnvs();
    }
    expect(host.dialled).toEqual([PUBLIC]);
    expect(host.asked).toEqual([]);
  });

  test('of another name is refused', async () => {
    expect(await downloadPicture(new URL('https://other.example/a.png'), host.network())).toBeUndefined();
    expect(host.asked).toEqual([]);
  });
});

describe('an answer', () => {
  test.each([301, 302, 303, 307, 308])('that redirects (%i) is not followed', async (status) => {
    sending(PNG, { Location: `https://${HOST}/b.png` }, status);
    expect(await downloadPicture(url, host.network())).toBeUndefined();
    expect(host.asked).toHaveLength(1);
  });

  test.each([201, 204, 206, 304, 404, 500])('with status %i is refused', async (status) => {
    sending(PNG, {}, status);
    expect(await downloadPicture(url, host.network())).toBeUndefined();
  });

  test('that changes the protocol is refused', async () => {
    sending('', { Connection: 'upgrade', Upgrade: 'websocket' }, 101);
    await expectRefusedAtOnce();
  });

  test.each([
    ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/png'],
    ['<!doctype html><script>alert(1)</script>', 'image/png'],
    ['just text', 'image/jpeg'],
    ['', 'image/png'],
  ])('of %s is refused, though it says %s', async (body, type) => {
    sending(body, { 'Content-Type': type });
    expect(await downloadPicture(url, host.network())).toBeUndefined();
  });

  test.each(['gzip', 'br', 'identity, gzip'])('encoded as %s is refused', async (encoding) => {
    sending(PNG, { 'Content-Encoding': encoding });
    expect(await downloadPicture(url, host.network())).toBeUndefined();
  });

  test('said to be "identity" is taken', async () => {
    sending(PNG, { 'Content-Encoding': 'Identity' });
    expect(await downloadPicture(url, host.network())).toBeDefined();
  });

  test('that announces too much is cut before its body', async () => {
    const closed = whenClosed((response) => {
      response.writeHead(200, { 'Content-Length': HALF_MIB + 1 }).write(PNG);
    });
    await expectRefusedAtOnce();
    await closed;
  });

  test('that goes on beyond the limit is cut while it streams', async () => {
    let sent = 0;
    const closed = whenClosed((response) => {
      const piece = padded(16 * 1024);
      const more = () => {
        while (!response.destroyed && response.write(piece)) sent += piece.length;
      };
      response.on('drain', more);
      more();
    });
    await expectRefusedAtOnce();
    await closed;
    // What the sockets of both sides hold back comes on top.
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  test('that breaks off is refused', async () => {
    host.answerWith((_request, response) => {
      response.writeHead(200, { 'Content-Length': 1_000 }).write(PNG, () => response.destroy());
    });
    await expectRefusedAtOnce();
  });
});

describe.concurrent('the limit of three seconds', () => {
  const timed = async (network: Parameters<typeof downloadPicture>[1], path: string) => {
    const start = performance.now();
    expect(await downloadPicture(new URL(path, url), network)).toBeUndefined();
    const took = performance.now() - start;
    expect(took).toBeGreaterThan(2_900);
    expect(took).toBeLessThan(4_500);
  };

  // The tests wait side by side, so one answer serves them by path. Set before each, after the outer `beforeEach`.
  beforeEach(() => {
    host.answerWith((request, response) => {
      if (request.url === '/silent') return;
      response.writeHead(200).write(PNG);
      const drip = setInterval(() => response.write('.'), 100);
      response.on('close', () => clearInterval(drip));
    });
  });

  test('holds for a slow drip', () => {
    return timed(host.network(), '/drip');
  });

  test('holds for a server that says nothing', () => {
    return timed(host.network(), '/silent');
  });

  test('holds for a name that never resolves, and tells the resolver', async () => {
    let heard: AbortSignal | undefined;
    await timed(
      host.network((_host, signal) => {
        heard = signal;
        return new Promise(() => {});
      }),
      '/unresolved',
    );
    expect(heard?.aborted).toBe(true);
  });

  test('starts nothing when the name resolves too late', async () => {
    const request = vi.fn(() => expect.fail('connected'));
    const resolve = () => new Promise<string[]>((done) => setTimeout(done, 3_100, [PUBLIC]));
    await timed({ resolve, request }, '/late');
    await new Promise((done) => setTimeout(done, 300));
    expect(request).not.toHaveBeenCalled();
  });
});

function whenClosed(answer: (response: ServerResponse) => void): Promise<void> {
  return new Promise((resolve) => {
    host.answerWith((_request, response) => {
      response.on('close', () => resolve());
      answer(response);
    });
  });
}
