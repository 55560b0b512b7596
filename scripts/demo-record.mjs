/** `npm run demo:record`: tells the stories on the running product and writes their videos, pictures and pages. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from './lib/build.mjs';
import { findBrowser } from './lib/browser.mjs';
import { findFfmpeg } from './lib/ffmpeg.mjs';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { step, Stop } from './lib/progress.mjs';
import { chosenStories, PACE_NAMES, startDemoDesk } from './lib/stories.mjs';
import { loadTypeScript } from './lib/typescript.mjs';

const USAGE = `Usage: npm run demo:record [-- --story NAME] [--out FOLDER] [--pace ${PACE_NAMES.join('|')}] [--readme]`;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        story: { type: 'string', multiple: true },
        out: { type: 'string', default: 'demos' },
        pace: { type: 'string', default: 'normal' },
        // Makes the pictures of the README anew.
        readme: { type: 'boolean', default: false },
      },
    });
    if (!PACE_NAMES.includes(values.pace)) throw new Error();
    return values;
  } catch {
    throw new Stop(USAGE);
  }
}

async function main() {
  checkNode();
  const { story, out, pace, readme } = options();
  await ensureInstalled();
  await loadTypeScript();
  const stories = await chosenStories(story);
  await ensureBuild();
  const executablePath = await findBrowser();
  const ffmpeg = await findFfmpeg();
  if (ffmpeg === undefined)
    console.log(
      'No video: there is no ffmpeg here and none could be fetched. Install it, or set FFMPEG_PATH.',
    );

  const { recordStories } = await import('./demos/record-stories.ts');
  const { chromium } = await import('@playwright/test');
  const { DEMO_NOW } = await import('../e2e/stage/demo-clock.ts');
  const desk = await step('Starting, and making the demo workspace', () => startDemoDesk({ at: DEMO_NOW }));
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
  });
  try {
    await recordStories(stories, {
      browser,
      desk,
      ffmpeg,
      folder: out,
      pace,
      ...(readme && { pictures: 'public/screenshots' }),
      onRecorded: (line) => console.log(line),
    });
  } finally {
    await browser.close();
    await desk.stop();
  }
  console.log(`\nOpen ${resolve(out, 'index.html')}`);
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Stop ? error.message : error);
    process.exit(1);
  },
);
