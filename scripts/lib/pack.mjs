import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { Stop } from './progress.mjs';

const BUILT = join('.next', 'standalone');
/** What Next copies along and must not be shipped: secrets, and the picture tools, which nothing here uses. */
const LEFT_OUT = [/^\.env/, /^node_modules\/sharp(\/|$)/, /^node_modules\/@img(\/|$)/];

/**
 * Puts the built server into an empty folder with just the files that it needs: no sources, no packages beside, no
 * `.env` file. `node start.mjs` runs it there or wherever the folder is copied to.
 */
export function packBuild(folder) {
  if (!existsSync(join(BUILT, 'server.js')))
    throw new Stop('There is no build yet. Run "npm run build" first.');
  const target = resolve(folder);
  if (!relative(process.cwd(), target).startsWith('..'))
    throw new Stop(`${folder} is inside this project. Choose a folder outside of it.`);
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new Stop(`${folder} is not empty. Choose an empty folder, or a new one.`);
  mkdirSync(target, { recursive: true });
  cpSync(BUILT, target, {
    recursive: true,
    // The links among the packages stay relative, so that the folder can be moved.
    verbatimSymlinks: true,
    filter: (source) => {
      const path = relative(BUILT, source).split(sep).join('/');
      return !LEFT_OUT.some((pattern) => pattern.test(path));
    },
  });
  cpSync(join('.next', 'static'), join(target, '.next', 'static'), { recursive: true });
  cpSync(join('scripts', 'packed-start.mjs'), join(target, 'start.mjs'));
  cpSync(join('scripts', 'listen-address.mjs'), join(target, 'listen-address.mjs'));
}
