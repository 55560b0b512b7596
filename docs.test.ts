import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const pages = [
  'README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  test('names only files that are there', () => {
    // A path in code: with a folder, or with the ending of a source file.
    const named = [...text.matchAll(/`([\w.@[\]-]+(?:\/[\w.@[\]-]*)+|[\w.-]+\.(?:tsx?|mjs|js))`/g)]
      .map(([, path = '']) => path)
      .filter((path) => /^(?:app|components|docs|e2e|lib|public|scripts)\/|\.(?:tsx?|mjs|js)$/.test(path));
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });

  test('links only to what is there', () => {
    const linked = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target));
    expect(linked.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
  });
});

test('each row of the threat table names a defence that is there and a test that shows it', () => {
  const rows = readFileSync('docs/threats.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\| *(?:Threat|-+) *\|/.test(line))
    .map((line) => line.split('|').slice(1, -1));
  expect(rows.length).toBeGreaterThan(30);
  for (const [threat, , where = '', shown = ''] of rows) {
    expect(where, threat).toMatch(/`[^`]+`/);
    const tests = [...shown.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
    expect(tests.length, threat).toBeGreaterThan(0);
    for (const path of tests) expect([path, /\.(?:test|spec)\.tsx?$/.test(path)]).toEqual([path, true]);
  }
});
