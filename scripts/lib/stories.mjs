/** What recording and playing stories have in common. Call `loadTypeScript` first. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stop } from './progress.mjs';

/** How fast people may be told a story. */
export const PACE_NAMES = ['slow', 'normal', 'fast'];

/** The stories of these names, all without one. */
export async function chosenStories(names) {
  const { STORIES } = await import('../../e2e/stories/all-stories.ts');
  const unknown = names?.find((wanted) => !STORIES.some(({ name }) => name === wanted));
  if (unknown !== undefined)
    throw new Stop(`There is no story “${unknown}”. There are:\n${await storyList()}`);
  return names === undefined ? STORIES : STORIES.filter(({ name }) => names.includes(name));
}

/** Every story, a line each. */
export async function storyList() {
  const { STORIES } = await import('../../e2e/stories/all-stories.ts');
  const width = Math.max(...STORIES.map(({ name }) => name.length));
  return STORIES.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n');
}

/**
 * A dashboard with the demo workspace in a folder that goes with it.
 *
 * @param {{ at?: string }} [when] the time its clock begins at; now without it
 */
export async function startDemoDesk({ at } = {}) {
  const { emailOf, PASSWORD, startDesk } = await import('../../e2e/support/desk-server.ts');
  const account = (role) => ({ email: emailOf(role), password: PASSWORD });
  if (at === undefined) return { ...(await startDesk({ DEMO_WORKSPACE: 'demo' })), account };

  const folder = await mkdtemp(join(tmpdir(), 'identity-desk-clock-'));
  const clock = join(folder, 'offset');
  await writeFile(clock, String(Date.parse(at) - Date.now()));
  const preload = new URL('../../e2e/support/shifted-clock.mjs', import.meta.url).href;
  const desk = await startDesk({
    DEMO_WORKSPACE: 'demo',
    DEMO_NOW: at,
    // What this program itself notes, such as who signed in when, is of the same day.
    CLOCK_FILE: clock,
    NODE_OPTIONS: `--import=${preload}`,
  });
  return {
    ...desk,
    account,
    stop: async () => {
      await desk.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
