/**
 * `npm run bench -- --only jobs`: tags are added to 10,000 identities of the embedded store by one job, and list pages are
 * asked for meanwhile. The rate depends on the machine, its ratio to single changes over the API less.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { signedInPage, startServer } from './lib/bench-servers.mjs';
import { findBrowser } from './lib/browser.mjs';
import { ensureBuild } from './lib/build.mjs';
import { residentMemory } from './lib/resident-memory.mjs';
import { loadTypeScript } from './lib/typescript.mjs';

const KEY = 'desk_bench_key';
const COUNT = Number(process.env.JOB_SIZE ?? 10_000);
const SINGLE = 300;
const PAGES = 40;
const TAG = 'of-the-bench';
/** How often a list page is asked for while the job runs, in milliseconds. */
const EVERY_MS = 250;

const row = (name, value) => console.log(name.padEnd(58) + String(value).padStart(12));
const quantile = (values, q) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? NaN;
const told = (times) => `${quantile(times, 0.5).toFixed(0)} / ${quantile(times, 0.95).toFixed(0)} ms`;

/** Asks for a page or an answer with success. */
async function get(desk, path) {
  const answer = await fetch(desk.url + path, { headers: { Cookie: desk.cookie } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`);
  return answer.text();
}

async function timedPage(desk) {
  const start = performance.now();
  await get(desk, '/identities');
  return performance.now() - start;
}

/** Changes of one identity after the other over the API, each second. */
async function singleChanges(desk) {
  const headers = { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' };
  const start = performance.now();
  for (let at = 0; at < SINGLE; at += 1) {
    const answer = await fetch(`${desk.url}/v2/identities/${externalId(at)}`, {
      method: 'PATCH',
      headers,
      body: JSON.stringify({ tags: [TAG, 'changed'] }),
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`A change answered ${answer.status}.`);
  }
  return SINGLE / ((performance.now() - start) / 1000);
}

const externalId = (at) => `bulk-${String(at).padStart(5, '0')}`;

/** Starts the job as an operator does, and leaves it to itself. */
async function startJob(desk, SelectionScreen) {
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await signedInPage(browser, desk);
  const selection = new SelectionScreen(page);
  await page.goto(`${desk.url}/identities?tag=${TAG}`, { waitUntil: 'networkidle' });
  await selection.wholePage().check();
  await selection.allThatMatch().click();
  await selection.prepareTags('Add tags', 'added-by-the-bench');
  await selection
    .dialog()
    .getByRole('button', { name: `Add tags to ${COUNT.toLocaleString('en-US')} identities` })
    .click({ timeout: 120_000 });
  await selection.dialog().getByRole('progressbar').waitFor();
  await browser.close();
}

const theJob = async (desk) => JSON.parse(await get(desk, '/api/jobs')).value.jobs[0];

async function run(desk, SelectionScreen) {
  const single = await singleChanges(desk);
  for (let at = 0; at < 5; at += 1) await timedPage(desk);
  const alone = [];
  for (let at = 0; at < PAGES; at += 1) alone.push(await timedPage(desk));

  await startJob(desk, SelectionScreen);
  const during = [];
  let job = await theJob(desk);
  for (; job.ended === undefined; job = await theJob(desk)) {
    // Until it is counted once more it changes nothing.
    const time = await timedPage(desk);
    if (job.state === 'running') during.push(time);
    await pause(EVERY_MS);
  }
  const { done, failed, unknown } = job.counts;
  if (done !== COUNT || failed + unknown > 0)
    throw new Error(`The job ended as ${JSON.stringify(job.counts)}.`);
  const seconds = (Date.parse(job.ended) - Date.parse(job.started)) / 1000;

  console.log(`\nTags added to ${COUNT.toLocaleString('en-US')} identities of the embedded store by a job`);
  row('items a second (aim 100)', (COUNT / seconds).toFixed(0));
  row('single changes over the API, one after the other, a second', single.toFixed(0));
  row('  ratio of both', (COUNT / seconds / single).toFixed(2));
  row('list page, p50 / p95', told(alone));
  row('list page while the job runs, p50 / p95 (aim 300 ms)', told(during));
  row('resident memory then', `${residentMemory(desk.pid).toFixed(0)} MiB`);
}

await ensureBuild();
await loadTypeScript();
const { fillWorkspace } = await import('../e2e/support/large-workspace.ts');
const { SelectionScreen } = await import('../e2e/screens/selection.ts');
const folder = await mkdtemp(join(tmpdir(), 'identity-desk-jobs-'));
let desk;
try {
  await fillWorkspace(
    folder,
    Array.from({ length: COUNT }, (_, at) => ({ external_id: externalId(at), tags: [TAG] })),
  );
  desk = await startServer({ DATA_DIR: folder, EMBEDDED_API_KEY: KEY });
  await run(desk, SelectionScreen);
} finally {
  await desk?.stop();
  await rm(folder, { recursive: true, force: true });
}
