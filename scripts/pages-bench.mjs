/**
 * `npm run bench -- --only pages`: what the pages ship and how fast they come. Times depend on the machine, so ratios are printed
 * beside them; nothing here passes or fails.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { ensureBuild } from './lib/build.mjs';
import { findBrowser } from './lib/browser.mjs';
import { countingUpstream, signedInPage, startServer } from './lib/bench-servers.mjs';

const KEY = 'desk_bench_key';
/** Kilobytes of JavaScript at first load that a page may cost. */
const PAGES = [
  ['sign-in', '/sign-in', 175],
  ['list', '/identities', 175],
  ['ranked list', '/identities?sort=cost', 175],
  ['overview', '/overview', 190],
  ['detail', '/identities/user_mei-lin-zhao', 175],
  ['create form', '/identities/new', 200],
  ['edit form', '/identities/user_mei-lin-zhao/edit', 200],
];

const row = (...cells) =>
  console.log(
    cells.map((cell, at) => (at === 0 ? String(cell).padEnd(46) : String(cell).padStart(12))).join(''),
  );
const ms = (value) => `${value.toFixed(1)} ms`;
const quantile = (values, q) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? NaN;

async function timed(count, work) {
  const times = [];
  for (let at = 0; at < count; at += 1) {
    const start = performance.now();
    await work(at);
    times.push(performance.now() - start);
  }
  return times;
}

const get = async (url, headers = {}) => {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.text();
};

async function shipped(browser, desk) {
  console.log('\nJavaScript at first load, gzip (a hard load in Chromium)');
  row('page', 'KB', 'budget', 'ratio');
  for (const [name, path, budget] of PAGES) {
    const page = path === '/sign-in' ? await browser.newPage() : await signedInPage(browser, desk);
    const sizes = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script')
        sizes.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto(desk.url + path, { waitUntil: 'networkidle' });
    const kilobytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1024;
    row(name, kilobytes.toFixed(1), budget, (kilobytes / budget).toFixed(2));
    await page.context().close();
  }
}

async function served({ url, cookie }) {
  console.log('\nServer time, 200 requests one after the other, after a warm-up of 50');
  row('request', 'p50', 'p99', 'to the API');
  const auth = { Authorization: `Bearer ${KEY}` };
  const signedIn = { Cookie: cookie };
  const cases = [
    ['API: 25 identities with figures', `${url}/v2/identities?limit=25&include_metrics=true`, auth],
    ['rows as JSON for the browser, 25', `${url}/api/identities`, signedIn],
    ['list page, 10 rows', `${url}/identities?limit=10`, signedIn],
    ['list page, 25 rows', `${url}/identities`, signedIn],
    ['list page, 50 rows', `${url}/identities?limit=50`, signedIn],
    ['detail page', `${url}/identities/user_mei-lin-zhao`, signedIn],
  ];
  let direct;
  const p50s = {};
  for (const [name, address, headers] of cases) {
    await timed(50, () => get(address, headers));
    const times = await timed(200, () => get(address, headers));
    const p50 = quantile(times, 0.5);
    direct ??= p50;
    p50s[name] = p50;
    row(name, ms(p50), ms(quantile(times, 0.99)), `${(p50 / direct).toFixed(1)}x`);
  }
  const perRow = (p50s['list page, 50 rows'] - p50s['list page, 10 rows']) / 40;
  row('rows rendered a second, on the server (50 against 10)', Math.round(1000 / perRow));
}

async function felt(browser, desk) {
  const { url } = desk;
  console.log('\nIn the browser, median of 12');
  row('step', 'time');
  const page = await signedInPage(browser, desk, { viewport: { width: 1280, height: 900 } });
  const rowsChanged = (first) =>
    page.waitForFunction((before) => {
      const table = document.querySelector('table[aria-busy="false"]');
      const link = table?.querySelector('tbody a')?.getAttribute('href');
      return link !== undefined && link !== before;
    }, first);
  const firstHref = () => page.locator('tbody a').first().getAttribute('href');

  await page.goto(`${url}/identities?limit=50`, { waitUntil: 'networkidle' });
  const paged = [];
  for (let at = 0; at < 12; at += 1) {
    const before = await firstHref();
    const next = page.getByRole('link', { name: 'Next page' });
    await next.hover();
    await quiet(page);
    const start = performance.now();
    await next.click();
    await rowsChanged(before);
    paged.push(performance.now() - start);
  }
  row('next page after hover, 50 rows', ms(quantile(paged, 0.5)));
  row('rows rendered a second, in the browser', Math.round((50 / quantile(paged, 0.5)) * 1000));

  const opened = [];
  for (let at = 0; at < 12; at += 1) {
    await page.goto(`${url}/identities`, { waitUntil: 'networkidle' });
    const link = page.locator('tbody a').nth(at);
    await link.hover();
    await quiet(page);
    const start = performance.now();
    await link.click();
    await page.getByRole('region', { name: 'Usage, last 30 days' }).waitFor();
    opened.push(performance.now() - start);
  }
  row('open detail after hover', ms(quantile(opened, 0.5)));

  const typed = [];
  await page.goto(`${url}/identities`, { waitUntil: 'networkidle' });
  for (let at = 0; at < 12; at += 1) {
    const before = await firstHref();
    await page.getByRole('searchbox').fill(['north', 'support', 'ada', 'kiosk'][at % 4]);
    const start = performance.now();
    await rowsChanged(before);
    typed.push(performance.now() - start);
  }
  row('last key to rows (250 ms of it the pause)', ms(quantile(typed, 0.5)));
  await page.close();
}

/** Waits until the page has asked for nothing for 200 ms: "networkidle" is a state of the load, not of now. */
async function quiet(page) {
  let last = performance.now();
  let open = 0;
  const started = () => ((open += 1), (last = performance.now()));
  const ended = () => ((open -= 1), (last = performance.now()));
  page.on('request', started).on('requestfinished', ended).on('requestfailed', ended);
  while (open > 0 || performance.now() - last < 200) await new Promise((resolve) => setTimeout(resolve, 20));
  page.off('request', started).off('requestfinished', ended).off('requestfailed', ended);
}

async function counted(browser, behind) {
  const upstream = await countingUpstream(behind.url, KEY);
  const dataDir = await mkdtemp(join(tmpdir(), 'identity-desk-bench-'));
  const desk = await startServer({
    DATA_DIR: dataDir,
    ORQ_API_KEY: 'bench-upstream-key',
    ORQ_API_URL: upstream.url,
  });
  const page = await signedInPage(browser, desk);
  console.log('\nCalls of the API');
  row('step', 'calls');
  const count = async (name, step) => {
    upstream.reset();
    await step();
    await quiet(page);
    row(name, upstream.calls());
  };
  await count('first load of the list', () =>
    page.goto(`${desk.url}/identities`, { waitUntil: 'networkidle' }),
  );
  await count('next page, hover and click', async () => {
    await page.getByRole('link', { name: 'Next page' }).click();
    await page.waitForURL(/after=/);
  });
  await count('open an identity, hover and click', async () => {
    await page.locator('tbody a').nth(3).click();
    await page.getByRole('region', { name: 'Usage, last 30 days' }).waitFor();
  });
  await count('back to the list', () => page.goBack());
  await page.close();
  await desk.stop();
  await upstream.close();
  await rm(dataDir, { recursive: true, force: true });
}

await ensureBuild();
const dataDir = await mkdtemp(join(tmpdir(), 'identity-desk-bench-'));
const desk = await startServer({ DATA_DIR: dataDir, DEMO_WORKSPACE: 'demo', EMBEDDED_API_KEY: KEY });
const executablePath = await findBrowser();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await shipped(browser, desk);
  await served(desk);
  await felt(browser, desk);
  await counted(browser, desk);
} finally {
  await browser.close();
  await desk.stop();
  await rm(dataDir, { recursive: true, force: true });
}
