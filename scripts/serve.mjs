/**
 * `npm run dev` and `npm start`: Next by `node` itself, so that signals reach it (those sent to npx would not), with
 * HOST and PORT from the environment or the .env files.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import nextEnv from '@next/env';
import { listenAddress } from './listen-address.mjs';

/** A server that does not stop by itself is ended, in milliseconds after the signal. It drains for 10 s at most. */
const STOP_LIMIT_MS = 15_000;

const mode = process.argv[2];
if (mode !== 'dev' && mode !== 'start') {
  console.error('Usage: node scripts/serve.mjs dev|start');
  process.exit(2);
}
nextEnv.loadEnvConfig(process.cwd(), mode === 'dev', { info() {}, error: console.error });

if (mode === 'start' && !existsSync('.next/BUILD_ID')) {
  console.error(
    'Identity Desk cannot start: there is no build yet. Run "npm run build" first, or "npm run demo" to try it.',
  );
  process.exit(1);
}

const { host, port } = await listenAddress();
const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', mode, '-H', host, '-p', port], {
  stdio: 'inherit',
  env: {
    ...process.env,
    HOST: host,
    PORT: port,
    NEXT_TELEMETRY_DISABLED: '1',
    // The server drains and closes its store itself (lib/server/lifecycle.ts).
    ...(mode === 'start' && { NEXT_MANUAL_SIG_HANDLE: 'true' }),
  },
});

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    // A terminal's Ctrl+C reaches the child by itself; sending it twice would mean "at once".
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    if (stopping) return;
    stopping = true;
    setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS).unref();
  });
}
child.on('exit', (code, signal) => process.exit(code ?? (stopping && signal !== 'SIGKILL' ? 0 : 1)));
