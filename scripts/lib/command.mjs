/** What every command on the store does: its settings from the .env files, its code, its exit code, one line on a failure. */
import { checkNode } from './install.mjs';
import { Stop } from './progress.mjs';
import { loadTypeScript } from './typescript.mjs';

/** Runs a command, which gives its exit code; the arguments are those of this process. */
export function runCommand(load) {
  start(load).then(
    // Not `process.exit`: what is on its way into a pipe would be lost.
    (code) => {
      process.exitCode = code;
    },
    (error) => {
      console.error(error instanceof Stop ? error.message : error);
      process.exit(1);
    },
  );
}

async function start(load) {
  checkNode();
  await loadTypeScript();
  const { default: nextEnv } = await import('@next/env');
  nextEnv.loadEnvConfig(process.cwd(), false, { info() {}, error: console.error });
  const command = await load();
  return command(process.argv.slice(2));
}
