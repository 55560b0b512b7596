/** `npm run data`: imports, exports, backs up, restores and resets the embedded store. */
import { checkNode } from './lib/install.mjs';
import { Stop } from './lib/progress.mjs';
import { loadTypeScript } from './lib/typescript.mjs';

async function main() {
  checkNode();
  await loadTypeScript();
  const { default: nextEnv } = await import('@next/env');
  nextEnv.loadEnvConfig(process.cwd(), false, { info() {}, error: console.error });
  const { runDataCommand } = await import('../lib/transfer/data-command.ts');
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      // The second one does not wait: whatever is not committed, the store undoes by itself.
      if (interruption.signal.aborted) process.exit(130);
      interruption.abort();
    });
  }
  return runDataCommand(process.argv.slice(2), interruption.signal);
}

main().then(
  // Not `process.exit`: what is on its way into a pipe would be lost.
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error instanceof Stop ? error.message : error);
    process.exit(1);
  },
);
