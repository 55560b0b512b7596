import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { createServer as createProbe } from 'node:net';

async function freePort() {
  const probe = createProbe();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const PASSWORD = 'a password for benchmarks';

/** Signs in as the admin of the demo accounts and gives the `Cookie` header. */
export async function signIn(url) {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify({ email: 'admin@demo.example', password: PASSWORD }),
  });
  const [line = ''] = answer.headers.getSetCookie();
  if (!answer.ok) throw new Error(`Signing in answered ${answer.status}.`);
  return line.split(';')[0];
}

/** A page of a browser that is signed in on a server. */
export async function signedInPage(browser, { url, cookie }, options = {}) {
  const context = await browser.newContext(options);
  const at = cookie.indexOf('=');
  await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url }]);
  return context.newPage();
}

/** Starts the production build as `npm start` does and waits until it serves. */
export async function startServer(settings) {
  const port = await freePort();
  const child = spawn(process.execPath, ['scripts/serve.mjs', 'start'], {
    env: {
      ...process.env,
      ORQ_API_KEY: '',
      DATABASE_URL: '',
      DEMO_WORKSPACE: '',
      NODE_ENV: 'production',
      DEMO_PASSWORD: PASSWORD,
      PORT: String(port),
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error('The server did not start.');
    if (
      await fetch(`${url}/api/health`).then(
        (response) => response.ok,
        () => false,
      )
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    cookie: await signIn(url),
    pid: child.pid,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Forwards to an embedded API and counts the calls. */
export async function countingUpstream(target, key) {
  let calls = 0;
  const server = createServer(async (request, response) => {
    calls += 1;
    const answer = await fetch(target + request.url, {
      method: request.method,
      headers: { Authorization: `Bearer ${key}` },
    });
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(await answer.text());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    calls: () => calls,
    reset: () => (calls = 0),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
