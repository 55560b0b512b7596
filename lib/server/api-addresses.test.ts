import { createServer, request, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asSent, keepApiAddresses } from './api-addresses';

/** What a listener of the server is shown of a request, and the address that the API gets back from it. */
describe('addresses of the API', () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    keepApiAddresses();
    keepApiAddresses();
    server = createServer((incoming, outgoing) => {
      const headers = new Headers();
      for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
      const sent = asSent(
        new Request(`http://host${incoming.url}`, { method: 'PATCH', headers, body: 'body' }),
      );
      void sent.text().then((body) => {
        outgoing.end(
          JSON.stringify({
            shown: incoming.url,
            came: incoming.method,
            url: sent.url,
            method: sent.method,
            body,
            own: [...sent.headers],
          }),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    port = address.port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const shownFor = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<unknown>((resolve, reject) => {
      request(
        { port, path, method, headers: { authorization: 'Bearer x', ...headers }, agent: false },
        (incoming) => {
          let text = '';
          incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          incoming.on('end', () => resolve(JSON.parse(text)));
        },
      )
        .on('error', reject)
        .end();
    });

  it.each([
    ['/v2/identities/%FF', 'http://host/v2/identities/%FF'],
    ['/v2/identities/a%2Fb?x=%zz', 'http://host/v2/identities/a%2Fb?x=%zz'],
    ['/v2/identities/', 'http://host/v2/identities/'],
    ['/v2/identities//a', 'http://host/v2/identities//a'],
    ['/v2?x=1', 'http://host/v2?x=1'],
    ['/v2\\a', 'http://host/v2/a'],
    ['/v2/../identities', 'http://host/identities'],
  ])('%s is kept from all but the API', async (path, url) => {
    const shown = await shownFor(path);
    expect(shown).toMatchObject({ shown: '/v2', url, method: 'PATCH', body: 'body' });
    expect(shown).toMatchObject({ own: expect.arrayContaining([['authorization', 'Bearer x']]) });
    expect(JSON.stringify(shown)).not.toContain('sent-address');
  });

  it.each(['/', '/v2x', '/identities/%FF', '/api/v2/'])('%s is left alone', async (path) => {
    expect(await shownFor(path)).toMatchObject({ shown: path, url: `http://host${path}` });
  });

  it('come with a method that Next can route', async () => {
    const methods = [];
    for (const method of ['GET', 'DELETE', 'TRACE', 'PROPFIND', 'SEARCH'])
      methods.push(await shownFor('/v2/identities', {}, method));
    expect(methods).toMatchObject(
      ['GET', 'DELETE', 'OPTIONS', 'OPTIONS', 'OPTIONS'].map((method) => ({ came: method })),
    );
  });

  it('are not taken from a caller', async () => {
    const forged = { 'x-identity-desk-sent-address': 'http://elsewhere/v2/identities' };
    expect(await shownFor('/v2/openapi.json', forged)).toMatchObject({ url: 'http://host/v2/openapi.json' });
  });
});
