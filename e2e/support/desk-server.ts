import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@/lib/auth/permissions';

/** A running dashboard. */
export type DeskServer = {
  /** Its origin, `http://127.0.0.1:PORT`. */
  url: string;
  /** The key of its embedded API. */
  apiKey: string;
  /** A sign-in of its own for a role, as the value of a `Cookie` header. */
  signIn: (role: Role) => Promise<string>;
  /** What it has logged so far. */
  log: () => string;
  stop: () => Promise<void>;
};

/** The password of the accounts that each desk under test starts with, one a role. */
export const PASSWORD = 'a password for journeys';

/** The account of a role. */
export const emailOf = (role: Role) => `${role}@demo.example`;

/** Signs in over HTTP and gives the cookie, as `name=value`. */
export async function signIn(url: string, email: string, password = PASSWORD): Promise<string> {
  const answered = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify({ email, password }),
  });
  const [cookie = ''] = answered.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  if (!answered.ok || cookie === '') throw new Error(`signing in as ${email} answered ${answered.status}`);
  return cookie;
}

/** A port of this machine that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const START_LIMIT_MS = 60_000;

/** Starts the production build as `npm start` does, with a data folder of its own, and waits until it serves. */
export async function startDesk(settings: Record<string, string>): Promise<DeskServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'identity-desk-'));
  const port = settings.PORT === undefined ? await freePort() : Number(settings.PORT);
  const apiKey = 'desk_test_key_for_journeys';
  const child = spawn(process.execPath, ['scripts/serve.mjs', 'start'], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      EMBEDDED_API_KEY: apiKey,
      NODE_ENV: 'production',
      ORQ_API_KEY: '',
      DATABASE_URL: '',
      DEMO_WORKSPACE: '',
      DEMO_PASSWORD: PASSWORD,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;

  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  const started = Date.now();
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The dashboard did not start:\n${log}`);
    const healthy = await fetch(`${url}/api/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return { url, apiKey, signIn: (role) => signIn(url, emailOf(role)), log: () => log, stop };
    if (Date.now() - started > START_LIMIT_MS) {
      await stop();
      throw new Error(`The dashboard was not ready in time:\n${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The test build must be there before a journey starts. */
export async function requireBuild(): Promise<void> {
  await readFile('.next/BUILD_ID', 'utf8').catch(() => {
    throw new Error('There is no build. Run npm test, or npm run build first.');
  });
}
