import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { timeline, type Span } from './timeline';

const RATE = 30;
/** Of a frame as the browser gives it, in percent; what is lost here cannot be had back. */
const JPEG_QUALITY = 92;

/**
 * What a page looks like while a story is told, frame by frame with its time. It is encoded once the story is over, so
 * that the encoder takes no time from the product.
 */
export class Film {
  private readonly frames: { file: string; at: number }[] = [];
  private readonly cuts: Span[] = [];
  private readonly kept: Promise<void>[] = [];

  private constructor(
    private readonly page: Page,
    private readonly folder: string,
  ) {}

  /** Begins to record a page at the size of its window. */
  static async of(page: Page): Promise<Film> {
    const film = new Film(page, await mkdtemp(join(tmpdir(), 'identity-desk-film-')));
    const size = page.viewportSize();
    await page.screencast.start({
      ...(size && { size }),
      quality: JPEG_QUALITY,
      fps: RATE,
      onFrame: ({ data, timestamp }) => {
        const file = `${film.frames.length}.jpg`;
        film.frames.push({ file, at: timestamp });
        film.kept.push(writeFile(join(film.folder, file), data));
      },
    });
    return film;
  }

  /** Does something that nobody is to see; its time is not in the film either. */
  async leaveOut(work: () => Promise<void>): Promise<void> {
    const from = Date.now();
    await work();
    this.cuts.push({ from, to: Date.now() });
  }

  /**
   * Ends the recording and encodes what lies in a span of time, in milliseconds since 1970.
   *
   * @param target the file without its ending, which depends on what the encoder can do
   * @returns the file, its length in seconds, and where in it a moment of the recording is
   */
  async develop(
    ffmpeg: string,
    target: string,
    span: Span,
  ): Promise<{ file: string; seconds: number; secondsAt: (at: number) => number }> {
    await this.page.screencast.stop();
    await Promise.all(this.kept);
    const { shown, length, placeOf } = timeline(this.frames, span, this.cuts);
    const list = ['ffconcat version 1.0'];
    for (const { frame, ms } of shown)
      list.push(`file '${frame.file}'`, `duration ${(ms / 1000).toFixed(4)}`);
    // The last one is named again: without it its duration does not count.
    const last = shown.at(-1);
    if (last !== undefined) list.push(`file '${last.frame.file}'`);
    await writeFile(join(this.folder, 'frames.txt'), list.join('\n'));
    const coding = await codingOf(ffmpeg);
    const file = `${target}.${coding.ending}`;
    await ffmpegRun(
      ffmpeg,
      [
        ...['-y', '-loglevel', 'error', '-f', 'concat', '-i', 'frames.txt'],
        ...['-t', (length / 1000).toFixed(3)],
        ...['-vf', `fps=${RATE},scale=in_range=full:out_range=tv,format=yuv420p`, ...coding.options],
        resolve(file),
      ],
      this.folder,
    );
    return { file, seconds: length / 1000, secondsAt: (at) => placeOf(at) / 1000 };
  }

  /** Throws away what was recorded. */
  async discard(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** H.264, which everything plays, where the encoder has it; else WebM. */
async function codingOf(ffmpeg: string): Promise<{ ending: string; options: string[] }> {
  const encoders = await ffmpegRun(ffmpeg, ['-hide_banner', '-encoders']);
  return encoders.includes('libx264')
    ? {
        ending: 'mp4',
        options: ['-c:v', 'libx264', '-preset', 'medium', '-crf', '21', '-movflags', '+faststart'],
      }
    : { ending: 'webm', options: ['-c:v', 'libvpx', '-crf', '12', '-b:v', '2M', '-deadline', 'good'] };
}

function ffmpegRun(ffmpeg: string, args: string[], cwd?: string): Promise<string> {
  return new Promise((settle, fail) => {
    const child = spawn(resolve(ffmpeg), args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', fail);
    child.once('close', (code) =>
      code === 0 ? settle(output) : fail(new Error(`The encoder failed:\n${output}`)),
    );
  });
}
