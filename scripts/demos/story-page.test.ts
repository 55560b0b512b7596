import { describe, expect, test } from 'vitest';
import { indexPage, storyPage, type Recorded } from './story-page';

const recorded: Recorded = {
  story: { name: 'a-story', title: 'Find <b>', summary: 'All & sundry', role: 'viewer', picture: 'found' },
  beats: [
    { kind: 'step', words: 'Open /identities', at: 1_000 },
    { kind: 'chapter', words: 'Half an email', at: 2_000 },
    { kind: 'step', words: 'Type “"x"” into the field', at: 3_000 },
    { kind: 'still', name: 'found', caption: 'Half an email', at: 4_000 },
    { kind: 'chapter', words: 'The rest', at: 66_000 },
  ],
  video: { file: 'a-story.mp4', seconds: 71, bytes: 1_234_567, secondsAt: (at) => (at - 1_000) / 1000 },
  stillFile: (name) => `a-story-1-${name}.png`,
};

describe('the page of a story', () => {
  test('shows video, stills with their captions, and the script by chapters that lead into the video', () => {
    const page = storyPage(recorded);
    expect(page).toContain('src="a-story.mp4"');
    expect(page).toContain('1:11 min, 1.2 MB, signed in as viewer');
    expect(page).toMatch(/<img\s+src="a-story-1-found\.png"\s+alt="Half an email"/);
    expect(page).toMatch(/data-seconds="1\.0"[^]*0:01[^]*data-seconds="65\.0"[^]*1:05/);
    expect(page).toMatch(/Beforehand[^]*Open \/identities[^]*Half an email[^]*Type “&quot;x&quot;”/);
  });

  test('texts are no markup', () => {
    const page = storyPage(recorded);
    expect(page).toContain('<title>Find &lt;b&gt;</title>');
    expect(page).toContain('All &amp; sundry');
    expect(page).not.toContain('<b>');
  });

  test('without a video it says so', () => {
    const page = storyPage({ ...recorded, video: undefined });
    expect(page).toContain('Recorded without video');
    expect(page).not.toContain('<video');
    expect(page).not.toContain('data-seconds');
  });
});

test('the first page leads to each story', () => {
  const page = indexPage([recorded], 'Recorded 2026-11-20.');
  expect(page).toContain('href="a-story.html"');
  expect(page).toContain('Recorded 2026-11-20.');
});
