import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreTemplate } from './database';

const FOLDER = join('node_modules', '.cache', 'identity-desk');
const PREFIX = 'store-';
const MIGRATIONS = join('lib', 'db', 'migrations');
const PGLITE = join('node_modules', '@electric-sql', 'pglite', 'package.json');

/** The template of this checkout, kept among the caches of its packages. For tools and tests, not for the product. */
export function storeTemplate(): StoreTemplate {
  return {
    async load() {
      const file = await readFile(join(FOLDER, await templateName())).catch(() => undefined);
      return file && new Blob([file]);
    },
    async save(store) {
      const name = await templateName();
      await mkdir(FOLDER, { recursive: true });
      for (const old of await readdir(FOLDER)) {
        if (old.startsWith(PREFIX) && old.endsWith('.tar') && old !== name)
          await rm(join(FOLDER, old), { force: true });
      }
      // Under another name until it is whole: others start at the same time.
      const partial = join(FOLDER, `${name}.${randomBytes(4).toString('hex')}`);
      await writeFile(partial, Buffer.from(await store.arrayBuffer()));
      await rename(partial, join(FOLDER, name));
    },
  };
}

/** Named by what it is made from: with another PGlite or another migration it is made anew. */
async function templateName(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(PGLITE));
  const migrations = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
  for (const name of migrations) hash.update(await readFile(join(MIGRATIONS, name)));
  return `${PREFIX}${hash.digest('hex').slice(0, 16)}.tar`;
}
