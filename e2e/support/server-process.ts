import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, PASSWORD } from './desk-server';

/** How a process ended, with all that it printed. */
export type Ended = { code: number | null; output: string };

/** A production server as a process that a test may end as it likes; its data folder is the test's. */
export type ServerProcess = {
  url: string;
  port: number;
  output: () => string;
  /** Sends a signal to the server itself, not to the script that started it, and waits for the end of both. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ended>;
};

/** The key of the embedded API in these tests. */
export const API_KEY = 'desk_test_key_for_processes';

/** How a server is started: `npm start`'s script in this checkout, unless another is named. */
export type StartOptions = {
  script?: string;
  cwd?: string;
  /** Runs it as this user, to see what an unprivileged one can do. */
  uid?: number;
  gid?: number;
};

const START_LIMIT_MS = 60_000;

/** A start script as a process, with no setting of this shell but what is given. */
export function spawnServer(
  settings: Record<string, string>,
  { script = 'scripts/serve.mjs', ...where }: StartOptions = {},
) {
  const child = spawn(process.execPath, script === 'scripts/serve.mjs' ? [script, 'start'] : [script], {
    ...where,
    // Of its own group, so that an end reaches the server and not only its start script.
    detached: true,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      EMBEDDED_API_KEY: API_KEY,
      // Set, though empty: the .env files of this checkout must not decide.
      ORQ_API_KEY: '',
      DATABASE_URL: '',
      APP_URL: '',
      DEMO_WORKSPACE: '',
      AUTH_SECRET: 'a-secret-that-every-process-under-test-has',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, output })));
  return { child, ended, output: () => output };
}

/** Starts a server on a free port, or on `settings.PORT`, and waits until it serves. */
export async function startServer(
  settings: Record<string, string>,
  options: StartOptions = {},
): Promise<ServerProcess> {
  const port = settings.PORT === undefined ? await freePort() : Number(settings.PORT);
  const { child, ended, output } = spawnServer(
    { DEMO_PASSWORD: PASSWORD, ...settings, PORT: String(port) },
    options,
  );
  const url = `http://127.0.0.1:${port}`;
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const { pid } = child;
    // SIGTERM goes the way of a service manager, to the script; SIGKILL takes the whole group at once.
    if (child.exitCode === null && child.signalCode === null && pid !== undefined)
      process.kill(signal === 'SIGKILL' ? -pid : pid, signal);
    return ended;
  };
  for (const started = Date.now(); ;) {
    if (child.exitCode !== null) throw new Error(`The server did not start:\n${output()}`);
    const healthy = await fetch(`${url}/api/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return { url, port, output, end };
    if (Date.now() - started > START_LIMIT_MS) {
      await end('SIGKILL');
      throw new Error(`The server was not ready in time:\n${output()}`);
    }
    await pause(50);
  }
}
