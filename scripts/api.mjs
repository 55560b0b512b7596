/** `npm run api`: the embedded identity API without the dashboard, on a free port, for tests of other code. */
import { checkNode } from './lib/install.mjs';
import { Stop } from './lib/progress.mjs';
import { loadTypeScript } from './lib/typescript.mjs';

/** How often to look whether the npm that started this is still there, in milliseconds. */
const PARENT_LOOK_MS = 500;

/**
 * A signal to `npm run api` ends npm and its shell, but is not handed on to this process, which would live on and
 * keep its port and folder. Started by `node` itself, it may outlive whoever started it.
 */
function endWithNpm(interrupt) {
  if (process.env.npm_lifecycle_event !== 'api') return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) interrupt();
  }, PARENT_LOOK_MS).unref();
}

async function main() {
  checkNode();
  await loadTypeScript();
  const { runApiCommand } = await import('../lib/api-server/api-command.ts');
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      // The second one does not wait for running requests.
      if (interruption.signal.aborted) process.exit(1);
      interruption.abort();
    });
  }
  endWithNpm(() => interruption.abort());
  return runApiCommand(process.argv.slice(2), interruption.signal);
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Stop ? error.message : error);
    process.exit(1);
  },
);
