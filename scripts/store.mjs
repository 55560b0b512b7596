/** `npm run backup` and `npm run restore`: the embedded store as a file, also while a dashboard has it open. */
import { checkNode } from './lib/install.mjs';
import { Stop } from './lib/progress.mjs';
import { loadTypeScript } from './lib/typescript.mjs';

async function main() {
  checkNode();
  await loadTypeScript();
  const { default: nextEnv } = await import('@next/env');
  nextEnv.loadEnvConfig(process.cwd(), false, { info() {}, error: console.error });
  const { runStoreCommand } = await import('../lib/store-dump/store-command.ts');
  return runStoreCommand(process.argv.slice(2));
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error instanceof Stop ? error.message : error);
    process.exit(1);
  },
);
