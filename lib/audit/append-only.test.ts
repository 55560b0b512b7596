import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Every source file that runs, but this program's migrations. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name === 'testing' || entry.name === 'migrations' ? [] : sources(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.includes('.test.') ? [path] : [];
  });
}

const WRITES = [
  /\.(delete|update)\(\s*audit(Entries|Outcomes)\b/,
  /\b(delete\s+from|update|truncate(\s+table)?)\s+"?audit_(entries|outcomes)\b/i,
  /onConflictDoUpdate/,
];

test('nothing but the removal of old entries changes or removes what is in the audit log', () => {
  const touching = ['app', 'components', 'lib', 'scripts'].flatMap(sources).filter((path) => {
    const text = readFileSync(path, 'utf8');
    // A conflict that is solved by an update would be one more way; it only matters where the log is written.
    const [builder, statement, upsert] = WRITES.map((pattern) => pattern.test(text));
    return builder || statement || (upsert && text.includes('audit-tables'));
  });
  expect(touching).toEqual([join('lib', 'audit', 'retention.ts')]);
});
