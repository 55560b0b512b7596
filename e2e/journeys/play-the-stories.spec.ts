import { test as base } from '../fixtures';
import { DEMO_NOW } from '../stage/demo-clock';
import { tellStory } from '../stage/tell-story';
import { STORIES } from '../stories/all-stories';
import { emailOf, PASSWORD, requireBuild, startDesk, type DeskServer } from '../support/desk-server';

/** What is shown to others is told here as fast as it goes, on a desk of its own, overlay and all. */
const test = base.extend<object, { desk: DeskServer }>({
  desk: [
    async ({}, provide) => {
      await requireBuild();
      const desk = await startDesk({ DEMO_WORKSPACE: 'demo', DEMO_NOW });
      await provide(desk);
      await desk.stop();
    },
    { scope: 'worker', timeout: 150_000 },
  ],
});

// One desk for all of them.
test.describe.configure({ mode: 'default' });

for (const story of STORIES)
  test.describe(story.name, () => {
    test.use({ role: story.role });

    test(`${story.title}, as it is shown`, async ({ page, desk }) => {
      test.setTimeout(120_000);
      await tellStory(story, page, {
        url: desk.url,
        pace: 'none',
        account: (role) => ({ email: emailOf(role), password: PASSWORD }),
      });
    });
  });
