import type { Page } from '@playwright/test';
import type { Beat, Story } from './story';
import { Teller, type Scene } from './teller';

/** Tells a story in a page that is signed in as it wants to be, and gives what it was made of. Throws where it fails. */
export async function tellStory(story: Story, page: Page, scene: Scene): Promise<Beat[]> {
  const teller = await Teller.at(page, scene);
  await story.tell(teller, page);
  await teller.end();
  if (!teller.beats.some((beat) => beat.kind === 'still' && beat.name === story.picture))
    throw new Error(`The story “${story.name}” takes no still “${story.picture}”, which is to stand for it.`);
  return teller.beats;
}
