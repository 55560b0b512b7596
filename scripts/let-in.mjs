/** `npm run let-in`: a link for an operator who has lost the password or the second factor, with nobody to ask. */
import { checkNode } from './lib/install.mjs';
import { Stop } from './lib/progress.mjs';
import { loadTypeScript } from './lib/typescript.mjs';

async function main() {
  checkNode();
  await loadTypeScript();
  const { default: nextEnv } = await import('@next/env');
  nextEnv.loadEnvConfig(process.cwd(), false, { info() {}, error: console.error });
  const { runLetIn } = await import('../lib/let-in/let-in-command.ts');
  return runLetIn(process.argv.slice(2));
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
