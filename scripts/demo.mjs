/** `npm run demo`: installs, builds, starts the product with its demo workspace, and says where it is. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { ensureBuild } from './lib/build.mjs';
import { step, Stop } from './lib/progress.mjs';

const USAGE = 'Usage: npm run demo [-- --reset] [--seed demo|empty|huge] [--size N] [--port N]';
/** Longest wait for the server, in milliseconds: a huge workspace takes its time to be made, once. */
const READY_LIMIT_MS = { demo: 60_000, empty: 60_000, huge: 30 * 60_000 };

function options() {
  try {
    const { values } = parseArgs({
      options: {
        reset: { type: 'boolean' },
        seed: { type: 'string' },
        size: { type: 'string' },
        port: { type: 'string' },
      },
    });
    const { reset = false, seed = 'demo', size, port = process.env.PORT?.trim() || '3000' } = values;
    if (
      !(seed in READY_LIMIT_MS) ||
      !/^\d{1,5}$/.test(port) ||
      (size !== undefined && !/^\d{1,7}$/.test(size))
    )
      throw new Error();
    return { reset, seed, size, port };
  } catch {
    throw new Stop(USAGE);
  }
}

/** Whether a folder is a data folder of this program: only such a one may be deleted. */
function isOurs(folder) {
  return (
    existsSync(join(folder, 'postgres', 'PG_VERSION')) ||
    existsSync(join(folder, 'embedded-api-key')) ||
    existsSync(join(folder, 'demo.log'))
  );
}

/** The password of the demo's accounts: random, made once for a data folder, so that none is known beforehand. */
function demoPassword(dataDir) {
  const file = join(dataDir, 'demo-password');
  if (!existsSync(file)) {
    const words = Array.from({ length: 3 }, () => randomBytes(3).toString('hex'));
    writeFileSync(file, `demo-${words.join('-')}\n`, { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

function portTaken(port) {
  return new Promise((settle) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port) });
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function answers(url) {
  return fetch(url).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );
}

const tail = (file) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');

async function main() {
  checkNode();
  const { reset, seed, size, port } = options();
  const dataDir =
    process.env.DATA_DIR?.trim() ||
    (seed === 'demo' ? '.data/demo' : `.data/demo-${seed}${size === undefined ? '' : `-${size}`}`);
  const url = `http://127.0.0.1:${port}`;
  if (await portTaken(port))
    throw new Stop(`Port ${port} is in use. Choose another: npm run demo -- --port 3001`);
  await ensureInstalled();
  await ensureBuild();
  if (reset && existsSync(dataDir)) {
    if (!isOurs(dataDir))
      throw new Stop(`${dataDir} does not look like a data folder of Identity Desk, so it is not deleted.`);
    rmSync(dataDir, { recursive: true, force: true });
    console.log(`Deleted ${dataDir}; starting over.`);
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });

  const password = demoPassword(dataDir);
  const log = join(dataDir, 'demo.log');
  const out = openSync(log, 'w');
  const server = spawn(process.execPath, ['scripts/serve.mjs', 'start'], {
    // Of its own group: Ctrl+C comes to this script alone, which stops the server once.
    detached: process.platform !== 'win32',
    stdio: ['ignore', out, out],
    env: {
      ...process.env,
      // Always the embedded workspace, whatever else is set up in this shell or an .env file.
      ORQ_API_KEY: '',
      DATABASE_URL: '',
      APP_URL: '',
      HOST: '127.0.0.1',
      PORT: port,
      DATA_DIR: dataDir,
      DEMO_WORKSPACE: seed,
      DEMO_PASSWORD: password,
      AUTH_SECRET: '',
      ADMIN_EMAIL: '',
      ADMIN_PASSWORD: '',
      OIDC_ISSUER: '',
      OIDC_CLIENT_ID: '',
      OIDC_CLIENT_SECRET: '',
      PASSWORD_SIGN_IN: '',
      SECOND_FACTOR: '',
      ...(size !== undefined && { DEMO_SIZE: size }),
    },
  });
  closeSync(out);
  const ended = new Promise((settle) => server.once('exit', (code) => settle(code ?? 1)));
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      console.log('\nStopping …');
      server.kill('SIGTERM');
    });
  }

  try {
    await step(
      existsSync(join(dataDir, 'postgres')) ? 'Starting' : 'Starting, and making the demo workspace',
      async () => {
        const limit = Date.now() + READY_LIMIT_MS[seed];
        while (!((await answers(`${url}/api/health`)) && (await answers(`${url}/sign-in`)))) {
          if (stopping) return;
          if (server.exitCode !== null)
            throw new Stop(`The server did not start. ${log} ends with:\n${tail(log)}`);
          if (Date.now() > limit)
            throw new Stop(`The server was not ready in time. ${log} ends with:\n${tail(log)}`);
          await new Promise((settle) => setTimeout(settle, 100));
        }
      },
    );
  } catch (error) {
    server.kill('SIGTERM');
    await ended;
    throw error;
  }
  if (!stopping) {
    console.log(`
  Identity Desk is running at ${url}

  This is a demo on this machine: invented identities, invented accounts, nothing leaves it.

  Sign in as               with the password
  admin@demo.example       ${password}    may do everything
  editor@demo.example      ${password}    may create, edit and tag
  viewer@demo.example      ${password}    may read

  The same identity API for your own code:  ${url}/v2/identities
  Its key is in:                            ${resolve(dataDir, 'embedded-api-key')}
  Data is kept in ${dataDir}; "npm run demo -- --reset" starts over.

  Ctrl+C stops it.
`);
  }
  const code = await ended;
  if (!stopping && code !== 0) throw new Stop(`The server ended. ${log} ends with:\n${tail(log)}`);
  console.log('Stopped.');
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Stop ? error.message : error);
    process.exit(1);
  },
);
