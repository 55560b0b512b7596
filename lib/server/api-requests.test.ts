import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerApiRequest } from './api-requests';
import { embedded } from './embedded';
import { store } from './store';
import { processWide } from './process-wide';
import { catchLog } from './testing/logged-lines';

const API_KEY = 'canary_key_of_the_api';
let dataDir: string;
let log: ReturnType<typeof catchLog>;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'identity-desk-'));
  for (const name of ['ORQ_API_KEY', 'DATABASE_URL', 'DEMO_WORKSPACE', 'EMBEDDED_API_RATE_LIMIT'])
    vi.stubEnv(name, '');
  vi.stubEnv('DATA_DIR', dataDir);
  vi.stubEnv('EMBEDDED_API_KEY', API_KEY);
  await embedded();
}, 60_000);
afterAll(async () => {
  await (await store()).close();
  await rm(dataDir, { recursive: true, force: true });
  vi.unstubAllEnvs();
});
beforeEach(() => {
  log = catchLog();
});
afterEach(() => log.restore());

function ask(
  method: string,
  path: string,
  { body, headers = {}, answer = answerApiRequest }: Partial<AskOptions> = {},
) {
  const all = { authorization: `Bearer ${API_KEY}`, ...headers };
  return answer(new Request(`http://desk${path}`, { method, headers: all, ...(body && { body }) }));
}
type AskOptions = {
  body: string;
  headers: Record<string, string>;
  answer: typeof answerApiRequest;
};
const idOf = (answer: Response) => answer.headers.get('x-request-id');
const FRESH = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

describe('the request id', () => {
  test('of the caller is taken over when it is sane, else a fresh one is made', async () => {
    for (const sane of ['req-1', '01JJ1HDHN79XAS7A01WB3HYSDB', 'a.b:c_d', 'x'.repeat(128)])
      expect(idOf(await ask('GET', '/v2/identities', { headers: { 'x-request-id': sane } }))).toBe(sane);
    for (const other of ['', 'a b', 'x'.repeat(129), '"}', 'é', 'a,b', '<script>'])
      expect(idOf(await ask('GET', '/v2/identities', { headers: { 'x-request-id': other } }))).toMatch(FRESH);
    const fresh = [idOf(await ask('GET', '/v2/identities')), idOf(await ask('GET', '/v2/identities'))];
    expect(new Set(fresh).size).toBe(2);
  });

  test('is on every answer and in its one line of the log', async () => {
    const calls = [
      ['POST', '/v2/identities', 201, '/v2/identities', '{"external_id":"a"}'],
      ['POST', '/v2/identities', 409, '/v2/identities', '{"external_id":"a"}'],
      ['POST', '/v2/identities', 400, '/v2/identities', '['],
      ['GET', '/v2/identities?limit=0', 400, '/v2/identities'],
      ['HEAD', '/v2/identities/a', 200, '/v2/identities/:id'],
      ['PATCH', '/v2/identities/a', 200, '/v2/identities/:id', '{}'],
      ['PUT', '/v2/identities/a', 405, '/v2/identities/:id', '{}'],
      ['OPTIONS', '/v2/identities', 405, '/v2/identities'],
      ['DELETE', '/v2/identities/a', 200, '/v2/identities/:id'],
      ['GET', '/v2/identities/a', 404, '/v2/identities/:id'],
      ['GET', '/v2/elsewhere', 404, '/*'],
    ] as const;
    for (const [n, [method, path, , , body]] of calls.entries()) {
      const answer = await ask(method, path, {
        headers: { 'x-request-id': `call-${n}` },
        ...(body && { body }),
      });
      expect(idOf(answer)).toBe(`call-${n}`);
    }
    const unknown = await ask('GET', '/v2/identities', { headers: { authorization: 'Bearer other' } });
    const unnamed = { level: 'info', event: 'api-request', ms: expect.any(Number) };
    expect(log.lines('api-request')).toEqual([
      ...calls.map(([method, , status, route], n) => ({
        ...unnamed,
        requestId: `call-${n}`,
        method,
        route,
        status,
      })),
      { ...unnamed, requestId: idOf(unknown), method: 'GET', route: '/v2/identities', status: 401 },
    ]);
  });
});

test('no line holds a key, an id, a name, a search or what was sent', async () => {
  const secrets = [
    'canary-id',
    'canary-name',
    'canary@example.com',
    'canary-tag',
    'canary-meta',
    'canary-wrong',
  ];
  const [external_id, display_name, email, tag, meta, wrongKey] = secrets;
  const body = JSON.stringify({ external_id, display_name, email, tags: [tag], metadata: { meta } });
  await ask('POST', '/v2/identities', { body });
  await ask('POST', '/v2/identities', { body });
  await ask('GET', `/v2/identities/${external_id}?include_metrics=canary-wrong`);
  await ask('GET', `/v2/identities?search=${display_name}&filter_by.tags=${tag}`);
  await ask('GET', '/v2/identities', {
    headers: { authorization: `Bearer ${wrongKey}`, cookie: 'a=canary-id' },
  });
  // A caller that puts its key where it does not belong.
  await ask('DELETE', `/v2/identities/${external_id}`, { headers: { 'x-request-id': API_KEY } });
  expect(log.lines('api-request')).toHaveLength(6);
  expect(log.lines('api-request').at(-1)).toMatchObject({ requestId: '[secret]', status: 200 });
  expect(log.text()).not.toContain('canary');
});

describe('without an API to ask', () => {
  const refused = async (answer: Response) => ({
    status: answer.status,
    requestId: idOf(answer),
    body: await answer.json(),
  });
  const headers = { 'x-request-id': 'req-7' };

  test('a process that stops says so', async () => {
    const lifecycle = processWide('lifecycle', () => ({ stopping: false, running: 0 }));
    lifecycle.stopping = true;
    const answer = await refused(await ask('GET', '/v2/identities/a', { headers }));
    lifecycle.stopping = false;
    const message = 'The server is shutting down.';
    const body = { error: message, message, code: 'service_unavailable' };
    expect(answer).toEqual({ status: 503, requestId: 'req-7', body });
    expect(log.lines('api-request')).toMatchObject([{ requestId: 'req-7', route: '/v2/*', status: 503 }]);
  });

  test('a dashboard on orq.ai says so', async () => {
    vi.resetModules();
    vi.stubEnv('ORQ_API_KEY', 'canary_key_of_orq');
    const { answerApiRequest: answer } = await import('./api-requests');
    const { status, requestId, body } = await refused(
      await ask('GET', '/v2/identities', { headers, answer }),
    );
    vi.stubEnv('ORQ_API_KEY', '');
    expect([status, requestId]).toEqual([404, 'req-7']);
    expect(body).toMatchObject({ code: 'not_found' });
  });

  test('a store that cannot be opened is a 503, told to the log without its password', async () => {
    vi.resetModules();
    const opened = ['store', 'embedded'].map((name) => {
      const holder = processWide<{ opening?: unknown }>(name, () => ({}));
      const { opening } = holder;
      delete holder.opening;
      return { holder, opening };
    });
    vi.stubEnv('DATABASE_URL', 'postgres://desk:canary%2Dpassword@127.0.0.1:1/none');
    const { answerApiRequest: answer } = await import('./api-requests');
    const { status, requestId, body } = await refused(
      await ask('GET', '/v2/identities', { headers, answer }),
    );
    vi.stubEnv('DATABASE_URL', '');
    for (const { holder, opening } of opened) holder.opening = opening;
    expect([status, requestId]).toEqual([503, 'req-7']);
    expect(body).toMatchObject({ code: 'service_unavailable' });
    expect(log.lines('api-request')).toMatchObject([
      { level: 'error', requestId: 'req-7', status: 503, error: expect.stringContaining('127.0.0.1') },
    ]);
    expect(log.text()).not.toContain('canary');
  });
});
