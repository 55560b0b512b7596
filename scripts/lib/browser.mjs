import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Stop } from './progress.mjs';
import { run } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) =>
    join(process.env[name] ?? '', 'Google/Chrome/Application/chrome.exe'),
  ),
];

/** A Chromium or Chrome of this machine: the one BROWSER_PATH names, else the first in the usual places. */
function installedBrowser() {
  const named = process.env.BROWSER_PATH?.trim();
  if (named) {
    if (existsSync(named)) return named;
    throw new Stop(`BROWSER_PATH names ${named}, which is not there.`);
  }
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...PLACES].find((path) => existsSync(path));
}

/**
 * The browser for Playwright: an installed one's path, or `undefined` when Playwright's own is there, after
 * downloading it if need be.
 */
export async function findBrowser() {
  const installed = installedBrowser();
  if (installed !== undefined) return installed;
  const { chromium } = await import('@playwright/test');
  if (existsSync(chromium.executablePath())) return undefined;
  console.log('No Chromium or Chrome here: downloading Playwright’s own …');
  const { code } = await run(process.execPath, [
    'node_modules/@playwright/test/cli.js',
    'install',
    'chromium',
  ]);
  if (code === 0 && existsSync(chromium.executablePath())) return undefined;
  throw new Stop(
    'No browser for the journeys: install Chromium or Google Chrome (Debian: apt-get install chromium), or set BROWSER_PATH.',
  );
}
