import { request } from 'node:http';
import { expect, test } from '../fixtures';
import type { DeskServer } from '../support/desk-server';

/** Requests that a program sends, through all of the server: as bytes, since browsers and fetch tidy addresses up. */
function send(desk: DeskServer, method: string, path: string): Promise<{ status?: number; json: unknown }> {
  const { hostname, port } = new URL(desk.url);
  const headers = { authorization: `Bearer ${desk.apiKey}` };
  return new Promise((resolve, reject) => {
    request({ hostname, port, method, path, headers, agent: false }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode, json: text === '' ? '' : JSON.parse(text) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

/** Next by itself would answer these with a bare 500, a 400 without a body, or a redirect. */
const ODD = [
  ['GET', '/v2/identities/%FF', 400, 'invalid_request'],
  ['DELETE', '/v2/identities/%zz', 400, 'invalid_request'],
  ['PATCH', '/v2/identities/a%00b', 400, 'invalid_request'],
  ['GET', '/v2/identities?search=%FFab', 400, 'invalid_request'],
  ['GET', '/v2/identities/', 404, 'not_found'],
  ['DELETE', '/v2/identities/', 404, 'not_found'],
  ['GET', '/v2/identities//a', 404, 'not_found'],
  ['GET', '/v2/identities/a/', 404, 'not_found'],
  ['GET', '/v2/identities/a\\b', 404, 'not_found'],
  ['GET', '/v2/identities/..', 404, 'not_found'],
  ['GET', '/v2/identities/nobody%2F..%2Fa', 404, 'identity_not_found'],
  ['GET', '/v2', 404, 'not_found'],
  ['TRACE', '/v2/identities', 405, 'method_not_allowed'],
  ['PROPFIND', '/v2/identities/a', 405, 'method_not_allowed'],
] as const;

for (const [method, path, status, code] of ODD) {
  test(`${method} ${path} gets ${status} ${code}`, async ({ emptyDesk }) => {
    expect(await send(emptyDesk, method, path)).toMatchObject({ status, json: { code } });
  });
}

test('the OpenAPI document is there without a key, and tells what was just tried', async ({
  request: get,
  emptyDesk,
}) => {
  const answer = await get.get(`${emptyDesk.url}/v2/openapi.json`);
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ openapi: '3.1.1', paths: { '/v2/identities/{id}': {} } });
});
