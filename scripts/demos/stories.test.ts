import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STORIES } from '../../e2e/stories/all-stories';

test('each story is in the file of its name, told once, and shown in the README', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(new Set(STORIES.map(({ name }) => name)).size).toBe(STORIES.length);
  for (const { name, title } of STORIES) {
    expect(existsSync(`e2e/stories/${name}.ts`), name).toBe(true);
    expect(readme).toContain(`public/screenshots/demo-${name}.png`);
    expect(readme).toContain(`**${title}**`);
    expect(readme).toContain(`\`${name}\``);
  }
});
