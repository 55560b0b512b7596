import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import config from '../../playwright.config';
import { expect, signInByForm, test as base, unique } from '../fixtures';
import { IdentityFormScreen } from '../screens/identity-form';
import { identityApi } from '../support/identity-api';
import { HOST_RULE, nginxPorts, signInThrough, startNginx, type Nginx } from '../support/nginx';
import { API_KEY, startServer, type ServerProcess } from '../support/server-process';

/** One instance behind nginx, as `deploy/nginx.conf` has it. */
const test = base.extend<object, { site: Nginx & { server: ServerProcess } }>({
  site: [
    async ({}, provide) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'identity-desk-nginx-data-'));
      const ports = await nginxPorts();
      const server = await startServer({ DATA_DIR: dataDir, DEMO_WORKSPACE: 'demo', APP_URL: ports.origin });
      const nginx = await startNginx(ports, [server.port]);
      await provide({ ...nginx, server });
      await nginx.stop();
      await server.end('SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ site }, provide) => provide(site.origin),
});
const { launchOptions } = config.use ?? {};
test.use({
  ignoreHTTPSErrors: true,
  launchOptions: { ...launchOptions, args: [...(launchOptions?.args ?? []), HOST_RULE] },
});

test('an operator works over TLS as without a proxy', async ({ page, site }) => {
  await signInByForm(page);
  const cookie = (await page.context().cookies(site.origin)).find(({ name }) => name === '__Host-desk');
  expect(cookie).toMatchObject({
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
  });
  const opened = await page.goto('/identities');
  expect(opened?.headers()['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  await expect(page.getByRole('table')).toBeVisible();
  const protocol = await page.evaluate(() =>
    performance
      .getEntriesByType('navigation')
      .map((entry) => 'nextHopProtocol' in entry && entry.nextHopProtocol),
  );
  expect(protocol).toEqual(['h2']);

  // A server action: its origin is checked against APP_URL, and by Next against the forwarded host.
  const form = new IdentityFormScreen(page);
  const external_id = unique('tls');
  await form.openCreate();
  await form.externalId().fill(external_id);
  await form.displayName().fill('Ada over TLS');
  await form.create().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada over TLS' })).toBeVisible();
  const api = identityApi({ url: site.server.url, apiKey: API_KEY });
  expect(await api.retrieve(external_id)).toMatchObject({ display_name: 'Ada over TLS' });
});

test('http leads to the same address over https', async ({ site }) => {
  const answer = await fetch(`http://127.0.0.1:${site.plainPort}/identities?search=a%20b`, {
    redirect: 'manual',
    headers: { 'X-Forwarded-Host': 'evil.example' },
  });
  expect([answer.status, answer.headers.get('location')]).toEqual([
    301,
    `${site.origin}/identities?search=a%20b`,
  ]);
});

test('what a client says of hosts and addresses does not count', async ({ site }) => {
  const spoofed = {
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'http',
    'X-Forwarded-For': '203.0.113.9',
    'X-Real-IP': '203.0.113.9',
    Forwarded: 'host=evil.example;proto=http',
    'X-Middleware-Subrequest': 'proxy:proxy:proxy:proxy:proxy',
  };
  // A change from elsewhere that claims its own host as ours: Next alone would let it pass.
  const forged = await site.send('/identities', {
    method: 'POST',
    headers: { ...spoofed, Origin: 'https://evil.example', 'Next-Action': '0'.repeat(42) },
    body: '[]',
  });
  expect(forged.status).toBe(403);
  for (const path of ['/', '/identities', '/identities/', '/v2/openapi.json']) {
    const answer = await site.send(path, { headers: spoofed });
    expect(answer.status, path).toBeLessThan(400);
    expect(`${JSON.stringify(answer.headers)}${answer.text}`, path).not.toContain('evil.example');
  }
  const page = await site.send('/identities', { headers: spoofed });
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(await site.log()).not.toContain('203.0.113.9');
});

test('large answers and bodies pass whole; the log names no page', async ({ site }) => {
  const headers = { Authorization: `Bearer ${API_KEY}` };
  const bundle = '/v2/reference/swagger-ui-bundle.js';
  const direct = await (await fetch(site.server.url + bundle)).text();
  expect(direct.length).toBeGreaterThan(1_000_000);
  expect((await site.send(bundle)).text).toBe(direct);

  const external_id = unique('large');
  const metadata = { text: 'x'.repeat(900_000) };
  const created = await site.send('/v2/identities', {
    method: 'POST',
    headers,
    body: JSON.stringify({ external_id, metadata }),
  });
  expect(created.status).toBe(201);
  const read = await site.send(`/v2/identities/${external_id}?note=searched-for`, { headers });
  expect(JSON.parse(read.text)).toMatchObject({ metadata });
  const log = await site.log();
  expect(log).toContain(' GET 200 ');
  expect(log).not.toContain('searched-for');
  expect(log).not.toContain(external_id);
});

test('a page that waits for its upstream to the end of the time comes, and says so', async () => {
  // Accepts and never answers: the slowest that an upstream can be.
  const silent = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const dataDir = await mkdtemp(join(tmpdir(), 'identity-desk-nginx-data-'));
  const ports = await nginxPorts();
  const server = await startServer({
    DATA_DIR: dataDir,
    APP_URL: ports.origin,
    ORQ_API_KEY: 'key-of-a-silent-upstream',
    ORQ_API_URL: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
  });
  const nginx = await startNginx(ports, [server.port]);
  try {
    const headers = { Cookie: await signInThrough(nginx) };
    const asked = Date.now();
    const { status, text } = await nginx.send('/identities', { headers });
    expect(Date.now() - asked).toBeGreaterThan(3_000);
    expect([status, /The identity service (cannot be reached|did not answer in time)/.test(text)]).toEqual([
      200,
      true,
    ]);
  } finally {
    await nginx.stop();
    await server.end('SIGTERM');
    silent.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});
