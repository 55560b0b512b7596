/** `npm run api`: the embedded identity API without the dashboard, on a free port, for tests of other code. */
import { checkNode } from './lib/install.mjs';
import { Stop } from './lib/progress.mjs';
import { loadTypeScript } from './lib/typescript.mjs';

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
  return runApiCommand(process.argv.slice(2), interruption.signal);
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Stop ? error.message : error);
    process.exit(1);
  },
);
