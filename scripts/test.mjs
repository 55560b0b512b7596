/** `npm test`: formatting, lint, types, unit and contract tests, the build, journeys; one closing line. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from './lib/build.mjs';
import { findBrowser } from './lib/browser.mjs';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { findNginx } from './lib/nginx.mjs';
import { testPostgres } from './lib/postgres.mjs';
import { step, Stop } from './lib/progress.mjs';
import { tool } from './lib/run.mjs';

const STEPS = ['format', 'lint', 'types', 'unit', 'build', 'e2e'];
const reports = mkdtempSync(join(tmpdir(), 'identity-desk-test-'));
let passed = 0;
let failed = 0;

/** A step that either holds or not. */
async function check(words, work) {
  try {
    await step(words, async () => {
      for (const { code, output } of await work()) if (code !== 0) throw new Stop(output);
    });
    passed += 1;
    return true;
  } catch (error) {
    failed += 1;
    console.log(error instanceof Stop ? error.message : error);
    return false;
  }
}

/** Adds a runner's own count; a runner that crashed, or ran nothing, counts as one failure. */
function count({ code }, file, read) {
  try {
    const result = read(JSON.parse(readFileSync(file, 'utf8')));
    if (result.passed + result.failed === 0) throw new Error('no test ran');
    passed += result.passed;
    // A run can fail outside its tests, in a set-up or by an unhandled rejection.
    failed += code !== 0 && result.failed === 0 ? 1 : result.failed;
  } catch (error) {
    failed += 1;
    console.log(`The runner gave no result: ${error instanceof Error ? error.message : error}`);
  }
}

const typesOf = async () => {
  const generated = await tool('node_modules/next/dist/bin/next', ['typegen'], {
    quiet: true,
    env: { NEXT_TELEMETRY_DISABLED: '1' },
  });
  return [
    generated,
    ...(generated.code === 0
      ? [await tool('node_modules/typescript/bin/tsc', ['--noEmit'], { quiet: true })]
      : []),
  ];
};

async function unit() {
  console.log('\nUnit and contract tests');
  const postgres = await testPostgres();
  process.once('exit', postgres.stop);
  console.log(
    postgres.url === undefined
      ? 'No PostgreSQL here: the contract tests run on the embedded store only. Set TEST_DATABASE_URL or install PostgreSQL.'
      : 'The contract tests run on the embedded store and on PostgreSQL.',
  );
  const file = join(reports, 'unit.json');
  const result = await tool(
    'node_modules/vitest/vitest.mjs',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    {
      env: { TEST_DATABASE_URL: postgres.url ?? '', NODE_ENV: 'test' },
    },
  );
  postgres.stop();
  count(result, file, ({ numPassedTests, numFailedTests, numFailedTestSuites, testResults }) => ({
    passed: numPassedTests,
    // A file that cannot be loaded has no failed test of its own.
    failed:
      numFailedTests +
      (numFailedTestSuites > 0
        ? testResults.filter(
            ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
          ).length
        : 0),
  }));
}

async function journeys() {
  console.log('\nJourneys in a browser');
  const browser = await findBrowser();
  const nginx = findNginx();
  const postgres = await testPostgres();
  process.once('exit', postgres.stop);
  if (nginx === undefined)
    console.log(
      'No nginx here: the journeys behind a reverse proxy are left out. Install nginx to run them.',
    );
  if (postgres.url === undefined)
    console.log(
      'No PostgreSQL here: the journey with two instances is left out. Install PostgreSQL to run it.',
    );
  const file = join(reports, 'journeys.json');
  const result = await tool('node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json'], {
    env: {
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
      BROWSER_PATH: browser ?? '',
      NGINX_PATH: nginx ?? '',
      TEST_DATABASE_URL: postgres.url ?? '',
    },
  });
  postgres.stop();
  count(result, file, ({ stats: { expected, unexpected, flaky } }) => ({
    passed: expected,
    failed: unexpected + flaky,
  }));
}

async function main() {
  checkNode();
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
  const only = values.only ?? STEPS;
  const unknown = only.find((name) => !STEPS.includes(name));
  if (unknown !== undefined) throw new Stop(`Usage: npm test [-- --only ${STEPS.join('|')}]`);
  const wanted = (name) => only.includes(name);

  await ensureInstalled();
  if (wanted('format'))
    await check('Formatting', async () => [
      await tool('node_modules/prettier/bin/prettier.cjs', ['--check', '.'], { quiet: true }),
    ]);
  if (wanted('lint'))
    await check('Lint', async () => [
      await tool('node_modules/eslint/bin/eslint.js', ['.', '--max-warnings', '0'], { quiet: true }),
    ]);
  if (wanted('types')) await check('Types', typesOf);
  if (wanted('unit')) await unit();
  const built =
    !(wanted('build') || wanted('e2e')) ||
    (await check('Build', async () => {
      await ensureBuild();
      return [];
    }));
  if (wanted('e2e')) {
    if (built) await journeys();
    else failed += 1;
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
main()
  .catch((error) => {
    failed += 1;
    console.log(error instanceof Stop ? error.message : error);
  })
  .finally(() => {
    rmSync(reports, { recursive: true, force: true });
    console.log(`\n${passed} passed, ${failed} failed`);
    process.exit(failed === 0 ? 0 : 1);
  });
