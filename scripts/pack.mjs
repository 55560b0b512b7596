/** `npm run pack -- FOLDER`: the built server in a folder of its own, for a container or another machine. */
import { checkNode } from './lib/install.mjs';
import { packBuild } from './lib/pack.mjs';
import { Stop } from './lib/progress.mjs';

try {
  checkNode();
  const [folder, ...rest] = process.argv.slice(2);
  if (folder === undefined || rest.length > 0) throw new Stop('Usage: npm run pack -- FOLDER');
  packBuild(folder);
  console.log(`${folder} holds the server. Start it with: node ${folder}/start.mjs`);
} catch (error) {
  console.error(error instanceof Stop ? error.message : error);
  process.exit(1);
}
