import { existsSync } from 'node:fs';
import { Stop, step } from './progress.mjs';
import { run } from './run.mjs';
import { digestOf, isStamped, stamp } from './stamp.mjs';

const STAMP = 'node_modules/.cache/identity-desk/install';

/** Ends with one line when this Node is too old. Runs before anything that an old Node could trip over. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Stop(`Identity Desk needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

/** Installs the packages of the lock file, unless they are installed. */
export async function ensureInstalled() {
  const digest = digestOf(['package.json', 'package-lock.json']);
  if (existsSync('node_modules/next/package.json') && isStamped(STAMP, digest)) return;
  await step('Installing packages', async () => {
    const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund'], { quiet: true });
    if (code !== 0) throw new Stop(`npm ci failed:\n${output}`);
  });
  stamp(STAMP, digest);
}
