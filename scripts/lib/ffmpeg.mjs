import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './progress.mjs';
import { run } from './run.mjs';

/** Where an encoder is put that this machine does not have. It is no part of the product. */
const FETCHED = '.cache/ffmpeg';
const PACKAGE = '@ffmpeg-installer/ffmpeg@1.1.0';
const FILE = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';

/**
 * An ffmpeg: the one FFMPEG_PATH names, else the first on PATH, else one from the package registry, fetched once.
 *
 * @returns {Promise<string | undefined>} its path; `undefined` where there is none to be had
 */
export async function findFfmpeg() {
  const named = process.env.FFMPEG_PATH?.trim();
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  const here = [...(named ? [named] : folders.map((folder) => join(folder, FILE)))].find((path) =>
    existsSync(path),
  );
  if (here !== undefined) return here;
  if (named) console.log(`FFMPEG_PATH names ${named}, which is not there.`);
  if (fetched() === undefined)
    await step('Fetching a video encoder', () =>
      run('npm', ['install', '--prefix', FETCHED, '--no-save', '--no-audit', '--no-fund', PACKAGE], {
        quiet: true,
      }),
    );
  const path = fetched();
  return path !== undefined && (await run(path, ['-version'], { quiet: true })).code === 0 ? path : undefined;
}

/** The binary of the fetched package, which holds one for this kind of machine. */
function fetched() {
  const scope = join(FETCHED, 'node_modules/@ffmpeg-installer');
  if (!existsSync(scope)) return undefined;
  return readdirSync(scope)
    .map((name) => join(scope, name, FILE))
    .find((path) => existsSync(path));
}
