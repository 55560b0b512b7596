import 'server-only';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Where a file that is read by its path lies: in the folder the program was started from, or beside the program itself.
 * Bundling does not carry such files along. Throws when it is in neither place.
 *
 * @param path from the root of the project; names what is missing in the error
 */
export function programFile(...path: string[]): string {
  const started = process.argv[1];
  const roots = [
    process.cwd(),
    ...(started === undefined ? [] : [dirname(started), join(dirname(started), '..')]),
  ];
  const places = roots.map((root) => join(/* turbopackIgnore: true */ root, ...path));
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`${path.at(-1)} is missing: looked for ${places.join(', ')}.`);
  return found;
}
