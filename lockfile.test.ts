import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';

const lockFile = z
  .object({
    packages: z.record(
      z.string(),
      z.looseObject({
        name: z.string().optional(),
        os: z.array(z.string()).optional(),
        cpu: z.array(z.string()).optional(),
        resolved: z.string().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));

/** Native packages by family: what stands before the name of the system. */
const families = new Map<string, string[]>();
for (const [path, entry] of Object.entries(lockFile.packages)) {
  const name = path.split('node_modules/').at(-1) ?? '';
  const match =
    /^(.*?[-/])(linux|linuxmusl|darwin|win32|android|freebsd|wasm32|openharmony|aix|netbsd|openbsd|sunos)\b-?(.*)$/.exec(
      name,
    );
  if (match?.[1] === undefined || entry.os === undefined) continue;
  // Next's optional image optimiser: this product draws no image through it, so nothing is missing where it is.
  if (name.startsWith('@img/')) continue;
  const key = `${path.slice(0, -name.length)}${match[1]}`;
  families.set(key, [...(families.get(key) ?? []), name.slice(match[1].length)]);
}

describe('a lock file made on one system serves the others', () => {
  test('there are native families to look at', () => expect(families.size).toBeGreaterThan(3));

  test.each([...families])('%s', (_family, systems) => {
    const has = (pattern: RegExp) => systems.some((system) => pattern.test(system));
    for (const system of [/^linux-x64/, /^linux-arm64/, /^darwin-x64/, /^darwin-arm64/, /^win32-x64/])
      expect(has(system), String(system)).toBe(true);
    // Families that tell C libraries apart must have both.
    if (has(/gnu|musl/))
      for (const system of [/^linux-x64-gnu/, /^linux-x64-musl/, /^linux-arm64-gnu/, /^linux-arm64-musl/])
        expect(has(system), String(system)).toBe(true);
  });
});

test('no download address is recorded', () => {
  expect(Object.entries(lockFile.packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test('nothing reports on who installs it: @scarf/scarf, which Swagger UI asks for, is an empty package', () => {
  const reporters = Object.entries(lockFile.packages).filter(([path]) => path.endsWith('@scarf/scarf'));
  expect(reporters.map(([, { name }]) => name)).toEqual(['server-only']);
});
