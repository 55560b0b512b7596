import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, signInAt, test, unique } from '../fixtures';
import { IdentityFormScreen } from '../screens/identity-form';
import { startServer } from '../support/server-process';

/** Forwards to an embedded API, but keeps a create waiting until it is let go. */
async function slowUpstream(behind: { url: string; apiKey: string }) {
  let letGo = (): void => {};
  const released = new Promise<void>((resolve) => (letGo = resolve));
  let arrived = (): void => {};
  const creating = new Promise<void>((resolve) => (arrived = resolve));
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (request.method === 'POST') {
      arrived();
      await released;
    }
    const answer = await fetch(behind.url + request.url, {
      method: request.method,
      headers: { Authorization: `Bearer ${behind.apiKey}`, 'Content-Type': 'application/json' },
      ...(body !== '' && { body }),
    });
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(await answer.text());
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    creating,
    letGo,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

test.setTimeout(120_000);

test('a stop waits for a change that is on its way upstream, and the operator gets the answer', async ({
  page,
  desk,
  api,
}) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'identity-desk-stop-'));
  const upstream = await slowUpstream(desk);
  const server = await startServer({
    DATA_DIR: dataDir,
    ORQ_API_KEY: 'key-of-a-slow-upstream',
    ORQ_API_URL: upstream.url,
  });
  try {
    const external_id = unique('stop');
    const form = new IdentityFormScreen(page);
    await signInAt(page.context(), server.url);
    await page.goto(`${server.url}/identities/new`);
    await page.waitForLoadState('networkidle');
    await form.externalId().fill(external_id);
    // The next page is of a server that is gone by then: it is not what this is about, so the browser waits for it.
    // Routed before the change is sent: a request amid which the browser is told to route may never be seen to finish.
    let isStopping = false;
    await page.route('**', (route) =>
      isStopping && route.request().method() === 'GET' ? undefined : route.fallback(),
    );
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await form.create().click();
    await upstream.creating;

    const health = () => page.request.get(`${server.url}/api/health`).then((answer) => answer.status());
    const ended = server.end('SIGTERM');
    await expect.poll(health).toBe(503);
    isStopping = true;
    upstream.letGo();
    expect((await answered).status()).toBe(200);
    await expect(page.getByRole('status').filter({ hasText: 'Identity created' })).toBeVisible();
    expect((await ended).code).toBe(0);
    expect(await api.retrieve(external_id)).toMatchObject({ external_id });
    expect(server.output()).not.toContain('"level":"error"');
  } finally {
    await page.goto('about:blank');
    await server.end('SIGKILL');
    upstream.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});
