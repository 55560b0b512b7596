import { existsSync } from 'node:fs';
import { Stop, step } from './progress.mjs';
import { tool } from './run.mjs';
import { digestOf, isStamped, stamp } from './stamp.mjs';

const STAMP = '.next/identity-desk-build';
const SOURCES = [
  'app',
  'components',
  'lib',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** Builds the product, unless the build is that of these very sources. */
export async function ensureBuild() {
  const digest = digestOf(SOURCES);
  if (existsSync('.next/BUILD_ID') && isStamped(STAMP, digest)) return;
  await step('Building', async () => {
    const { code, output } = await tool('node_modules/next/dist/bin/next', ['build'], {
      quiet: true,
      env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    });
    if (code !== 0) throw new Stop(`The build failed:\n${output}`);
  });
  stamp(STAMP, digest);
}
