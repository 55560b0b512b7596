/** `npm run screenshots`: the pictures of the README, made from the running product with its demo workspace. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { signedInPage, startServer } from './lib/bench-servers.mjs';
import { ensureBuild } from './lib/build.mjs';
import { findBrowser } from './lib/browser.mjs';

const TARGET = 'public/screenshots';
const SHOTS = [
  ['list-light', '/identities?sort=updated&limit=10', 'light', 1280, 780],
  ['list-dark', '/identities?tag=enterprise&sort=name&limit=10', 'dark', 1280, 780],
  ['detail-light', '/identities/cust_northwind-letters', 'light', 1280, 900],
  ['overview-light', '/overview', 'light', 1280, 900],
  ['edit-light', '/identities/user_mei-lin-zhao/edit', 'light', 1280, 900],
  ['list-phone', '/identities?sort=updated&limit=10', 'light', 390, 780],
  ['overview-phone', '/overview', 'dark', 390, 780],
];

await ensureBuild();
const dataDir = await mkdtemp(join(tmpdir(), 'identity-desk-shots-'));
// A frozen clock, so that the pictures change only when the product does.
const desk = await startServer({
  DATA_DIR: dataDir,
  DEMO_WORKSPACE: 'demo',
  DEMO_NOW: '2026-11-20T12:00:00Z',
});
const executablePath = await findBrowser();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await mkdir(TARGET, { recursive: true });
  for (const [name, path, colorScheme, width, height] of SHOTS) {
    const page = await signedInPage(browser, desk, {
      viewport: { width, height },
      colorScheme,
      locale: 'en-US',
      timezoneId: 'Europe/Berlin',
    });
    await page.clock.setFixedTime(new Date('2026-11-20T12:00:00Z'));
    await page.goto(desk.url + path, { waitUntil: 'networkidle' });
    await page.screenshot({ path: join(TARGET, `${name}.png`) });
    console.log(`${TARGET}/${name}.png`);
    await page.context().close();
  }
} finally {
  await browser.close();
  await desk.stop();
  await rm(dataDir, { recursive: true, force: true });
}
