/** `npm run bench`: the pages, a load of operators, a large job, then the embedded API at scale. Prints figures; nothing passes or fails. */
import { parseArgs } from 'node:util';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { Stop } from './lib/progress.mjs';
import { tool } from './lib/run.mjs';

const PARTS = {
  pages: ['scripts/pages-bench.mjs'],
  load: ['scripts/load-bench.mjs'],
  jobs: ['scripts/jobs-bench.mjs'],
  scale: ['--conditions=react-server', 'scripts/scale-bench.mjs'],
};

try {
  checkNode();
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  if (values.only !== undefined && !(values.only in PARTS))
    throw new Stop(`Usage: npm run bench [-- --only ${Object.keys(PARTS).join('|')}]`);
  await ensureInstalled();
  for (const [name, [first, ...rest]] of Object.entries(PARTS))
    if (values.only === undefined || values.only === name) {
      const { code } = await tool(first, rest);
      if (code !== 0) throw new Stop(`The ${name} bench failed.`);
    }
} catch (error) {
  console.error(error instanceof Stop ? error.message : error);
  process.exit(1);
}
