/**
 * `npm run bench -- --only scale`: the embedded API at 1,000,000 identities on PostgreSQL and at 100,000 on the
 * embedded store, each beside 10,000. The data is made by the demo workspace's generator, the same on every run.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testPostgres } from './lib/postgres.mjs';
import { loadTypeScript } from './lib/typescript.mjs';

const SIZES = { small: 10_000, embedded: 100_000, postgres: Number(process.env.SCALE_SIZE ?? 1_000_000) };

await loadTypeScript();
const { runScale } = await import('./scale/run-scale.ts');
const folder = await mkdtemp(join(tmpdir(), 'identity-desk-scale-'));
const stopping = [];
try {
  const embedded = {
    name: 'Embedded store',
    small: { place: { dataDir: join(folder, 'small') }, size: SIZES.small },
    large: { place: { dataDir: join(folder, 'large') }, size: SIZES.embedded },
  };
  const [small, large] = [await testPostgres(), await testPostgres()];
  stopping.push(small.stop, large.stop);
  const pairs = [embedded];
  if (small.url === undefined || large.url === undefined)
    console.log('No PostgreSQL here: the scale bench runs on the embedded store only.');
  else
    pairs.unshift({
      name: 'PostgreSQL',
      small: { place: { databaseUrl: small.url }, size: SIZES.small },
      large: { place: { databaseUrl: large.url }, size: SIZES.postgres },
    });
  await runScale(pairs, console.log);
} finally {
  for (const stop of stopping) stop();
  await rm(folder, { recursive: true, force: true });
}
