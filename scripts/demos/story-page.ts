import type { Beat, Story } from '../../e2e/stage/story';
import { document, html, raw, type Html } from './html';

/** A story as it was recorded. */
export type Recorded = {
  story: Pick<Story, 'name' | 'title' | 'summary' | 'role' | 'picture'>;
  beats: readonly Beat[];
  /** File name beside the page; `undefined` where no video could be made. */
  video: { file: string; seconds: number; bytes: number; secondsAt: (at: number) => number } | undefined;
  /** File name of a still. */
  stillFile: (name: string) => string;
};

/** The page of one story: the video, the stills in order, and the script as text. */
export function storyPage({ story, beats, video, stillFile }: Recorded): string {
  const stills = beats.filter((beat) => beat.kind === 'still');
  const poster = stillFile(story.picture);
  return document(
    story.title,
    html`<p><a href="index.html">All demos</a></p>
      <h1>${story.title}</h1>
      <p class="summary">${story.summary}</p>
      ${
        video === undefined
          ? html`<p class="note">Recorded without video: no encoder was to be had.</p>`
          : html`<video controls preload="metadata" src="${video.file}" poster="${poster}"></video>
              <p class="meta">
                ${lengthWords(video.seconds)}, ${sizeWords(video.bytes)}, ${whoWords(story.role)}
              </p>`
      }
      <h2>Pictures</h2>
      <ol class="stills">
        ${stills.map(
          ({ name, caption }) =>
            html`<li>
              <figure>
                <a href="${stillFile(name)}"
                  ><img src="${stillFile(name)}" alt="${caption}" loading="lazy"
                /></a>
                <figcaption>${caption}</figcaption>
              </figure>
            </li>`,
        )}
      </ol>
      <h2>Script</h2>
      <div class="script">${chapters(beats).map((chapter) => chapterOf(chapter, video))}</div>
      ${video && raw(SEEK)}`,
  );
}

/** The page that leads to all of them. */
export function indexPage(recorded: readonly Recorded[], made: string): string {
  return document(
    'Demos of Identity Desk',
    html`<h1>Demos of Identity Desk</h1>
      <p class="summary">
        Recorded from the running product with its demo workspace: invented people, invented figures. ${made}
      </p>
      <ul class="stories">
        ${recorded.map(
          ({ story, video, stillFile }) =>
            html`<li>
              <a href="${story.name}.html">
                <img src="${stillFile(story.picture)}" alt="" />
                <strong>${story.title}</strong>
                <span>${story.summary}</span>
                <small>${video === undefined ? 'pictures' : lengthWords(video.seconds)}</small>
              </a>
            </li>`,
        )}
      </ul>`,
  );
}

type Chapter = { words: string; at: number; steps: string[] };

/** Captions, each with what was done under it. */
function chapters(beats: readonly Beat[]): Chapter[] {
  const made: Chapter[] = [];
  for (const beat of beats) {
    if (beat.kind === 'chapter') made.push({ words: beat.words, at: beat.at, steps: [] });
    else if (beat.kind === 'step') {
      // What is done before the first caption sets the scene.
      if (made.length === 0) made.push({ words: 'Beforehand', at: beat.at, steps: [] });
      made.at(-1)?.steps.push(beat.words);
    }
  }
  return made;
}

function chapterOf({ words, at, steps }: Chapter, video: Recorded['video']): Html {
  const seconds = video === undefined ? undefined : video.secondsAt(at);
  return html`<section>
    <h3>
      ${
        seconds !== undefined &&
        html`<button type="button" data-seconds="${seconds.toFixed(1)}">${clock(seconds)}</button>`
      }
      ${words}
    </h3>
    ${
      steps.length > 0 &&
      html`<ul>
        ${steps.map((step) => html`<li><bdi>${step}</bdi></li>`)}
      </ul>`
    }
  </section>`;
}

const whoWords = (role: Story['role']) => (role === 'nobody' ? 'begins signed out' : `signed in as ${role}`);
const clock = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
const lengthWords = (seconds: number) => `${clock(seconds)} min`;
const sizeWords = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** A chapter's time plays the video from there. */
const SEEK = `<script>
  const video = document.querySelector('video');
  document.querySelector('.script').addEventListener('click', ({ target }) => {
    const seconds = target.closest('button')?.dataset.seconds;
    if (seconds === undefined) return;
    video.currentTime = Number(seconds);
    video.scrollIntoView({ block: 'nearest' });
    void video.play();
  });
</script>`;
