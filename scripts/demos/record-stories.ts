import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { DEMO_NOW } from '../../e2e/stage/demo-clock';
import type { Pace } from '../../e2e/stage/pace';
import type { Beat, Story } from '../../e2e/stage/story';
import { tellStory } from '../../e2e/stage/tell-story';
import { Film } from './film';
import { indexPage, storyPage, type Recorded } from './story-page';
import { storyContext, type Desk } from './story-context';

const SIZE = { width: 1280, height: 800 };
/** A breath before the first caption, in milliseconds. */
const BEFORE = 700;
const FONT = 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

type Recording = {
  browser: Browser;
  desk: Desk;
  /** Path of an encoder; without one there is no video. */
  ffmpeg: string | undefined;
  /** The folder that is made; files of other stories in it stay. */
  folder: string;
  pace: Pace;
  /** A folder into which the picture that stands for each story is copied. */
  pictures?: string | undefined;
  onRecorded: (line: string) => void;
};

/** Tells each story once, and writes its video, its stills and its page, and a page that leads to all of them. */
export async function recordStories(stories: readonly Story[], recording: Recording): Promise<void> {
  const { folder, pictures, onRecorded } = recording;
  await mkdir(folder, { recursive: true });
  const recorded: Recorded[] = [];
  for (const story of stories) {
    const one = await recordStory(story, recording);
    await writeFile(join(folder, `${story.name}.html`), storyPage(one));
    if (pictures !== undefined)
      await copyFile(join(folder, one.stillFile(story.picture)), join(pictures, `demo-${story.name}.png`));
    recorded.push(one);
    onRecorded(lineOf(one));
  }
  await copyFile(FONT, join(folder, 'inter.woff2'));
  await writeFile(
    join(folder, 'index.html'),
    indexPage(recorded, `Recorded ${new Date().toISOString().slice(0, 10)}.`),
  );
}

async function recordStory(
  story: Story,
  { browser, desk, ffmpeg, folder, pace }: Recording,
): Promise<Recorded> {
  const context = await storyContext(browser, desk, story.role, { viewport: SIZE, colorScheme: 'light' });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(DEMO_NOW));
  const film = ffmpeg === undefined ? undefined : await Film.of(page);
  try {
    const stills = new Map<string, string>();
    const beats = await tellStory(story, page, {
      url: desk.url,
      pace,
      account: desk.account,
      takeStill: async (name, bare) => {
        const file = `${story.name}-${stills.size + 1}-${name}.png`;
        stills.set(name, file);
        const take = () => bare(() => shoot(page, join(folder, file)));
        await (film === undefined ? take() : film.leaveOut(take));
      },
    });
    const from = (beats.find(({ kind }) => kind === 'chapter')?.at ?? 0) - BEFORE;
    const span = { from, to: Date.now() };
    const video =
      film === undefined || ffmpeg === undefined
        ? undefined
        : await film.develop(ffmpeg, join(folder, story.name), span);
    return {
      story,
      beats,
      video: video && { ...video, file: basename(video.file), bytes: (await stat(video.file)).size },
      stillFile: (name) => stills.get(name) ?? '',
    };
  } finally {
    await film?.discard();
    await context.close();
  }
}

async function shoot(page: Page, path: string): Promise<void> {
  await page.screenshot({ path, animations: 'disabled' });
}

function lineOf({ story, beats, video }: Recorded): string {
  const stills = beats.filter((beat: Beat) => beat.kind === 'still').length;
  const film =
    video === undefined
      ? 'no video'
      : `${video.seconds.toFixed(0)} s of video, ${(video.bytes / 1_000_000).toFixed(1)} MB`;
  return `${story.title}: ${film}, ${stills} pictures`;
}
