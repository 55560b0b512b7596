/** `npm run demo:play -- --story NAME`: tells one story in a window, for people who watch. */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureBuild } from './lib/build.mjs';
import { findBrowser } from './lib/browser.mjs';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { step, Stop } from './lib/progress.mjs';
import { chosenStories, PACE_NAMES, startDemoDesk, storyList } from './lib/stories.mjs';
import { loadTypeScript } from './lib/typescript.mjs';

const USAGE = `Usage: npm run demo:play -- --story NAME [--url URL] [--pace ${PACE_NAMES.join('|')}]`;
/** Where `npm run demo` keeps the password of its accounts. */
const DEMO_PASSWORD_FILE = '.data/demo/demo-password';

function options() {
  try {
    const { values } = parseArgs({
      options: {
        story: { type: 'string' },
        url: { type: 'string' },
        pace: { type: 'string', default: 'normal' },
      },
    });
    if (!PACE_NAMES.includes(values.pace)) throw new Error();
    if (values.url !== undefined) new URL(values.url);
    return values;
  } catch {
    throw new Stop(USAGE);
  }
}

/** The dashboard that is at an address already, such as that of `npm run demo`. */
async function runningDesk(url) {
  const password =
    process.env.DEMO_PASSWORD?.trim() ||
    (existsSync(DEMO_PASSWORD_FILE) ? readFileSync(DEMO_PASSWORD_FILE, 'utf8').trim() : '');
  if (password === '')
    throw new Stop('Set DEMO_PASSWORD to the password of the demo accounts of that dashboard.');
  const { origin } = new URL(url);
  const healthy = await fetch(`${origin}/api/health`).catch(() => undefined);
  if (healthy?.ok !== true) throw new Stop(`No dashboard answers at ${origin}. "npm run demo" starts one.`);
  return {
    url: origin,
    account: (role) => ({ email: `${role}@demo.example`, password }),
    stop: async () => {},
  };
}

async function main() {
  checkNode();
  const { story: wanted, url, pace } = options();
  await ensureInstalled();
  await loadTypeScript();
  if (wanted === undefined) throw new Stop(`${USAGE}\n\nStories:\n${await storyList()}`);
  const [story] = await chosenStories([wanted]);
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    throw new Stop(
      'demo:play needs a screen to show its window on, and neither DISPLAY nor WAYLAND_DISPLAY is set. "npm run demo:record" makes videos without one.',
    );
  if (url === undefined) await ensureBuild();
  const executablePath = await findBrowser();
  const desk = await (url === undefined
    ? step('Starting, and making the demo workspace', () => startDemoDesk())
    : runningDesk(url));
  const { chromium } = await import('@playwright/test');
  const { storyContext } = await import('./demos/story-context.ts');
  const { tellStory } = await import('../e2e/stage/tell-story.ts');
  const browser = await chromium.launch({
    headless: false,
    ...(executablePath && { executablePath }),
    // Without the bar that says who drives the browser.
    ignoreDefaultArgs: ['--enable-automation'],
    args: ['--no-sandbox', '--window-size=1360,940'],
  });
  const closed = new Promise((settle) => {
    browser.once('disconnected', settle);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, settle);
  });
  let done = false;
  try {
    // The page is as large as its window, whatever becomes of that.
    const context = await storyContext(browser, desk, story.role, { viewport: null });
    const page = await context.newPage();
    page.once('close', () => void browser.close());
    const told = tellStory(story, page, { url: desk.url, account: desk.account, pace }).then(() => {
      done = true;
      console.log('The end. Close the window, or press Ctrl+C, to finish.');
    });
    await Promise.race([closed, told]);
    if (done) await closed;
    // What a page that was closed could not go on with is no failure.
    else void told.catch(() => {});
  } finally {
    await browser.close();
    await desk.stop();
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Stop ? error.message : error);
    process.exit(1);
  },
);
