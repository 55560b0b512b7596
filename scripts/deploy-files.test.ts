import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

/** Instructions of the container file, continued lines joined, comments left out. */
async function instructions(): Promise<[name: string, rest: string][]> {
  const text = (await readFile('deploy/Containerfile', 'utf8')).replaceAll(/\\\n\s*/g, '');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => [line.split(' ')[0] ?? '', line.slice(line.indexOf(' ') + 1)]);
}
const of = (all: [string, string][], name: string) =>
  all.flatMap(([other, rest]) => (other === name ? [rest] : []));
/** What a COPY takes from this folder; copies from another stage take nothing from here. */
const copied = (all: [string, string][]) =>
  of(all, 'COPY')
    .filter((rest) => !rest.startsWith('--from='))
    .flatMap((rest) => rest.split(' ').slice(0, -1));
const scripts = z.object({ scripts: z.record(z.string(), z.string()) });
const tracked = () => execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n');

describe('the container file', () => {
  it('copies what is there, by name, and nothing that holds settings or data', async () => {
    const sources = copied(await instructions());
    const files = tracked();
    for (const source of sources)
      expect([source, files.some((file) => file === source || file.startsWith(`${source}/`))]).toEqual([
        source,
        true,
      ]);
    for (const source of sources) expect(source).not.toMatch(/^\.$|\.env|\.data|^\*|node_modules|\.next/);
  });

  it('copies everything that a build is made of', async () => {
    const sources = copied(await instructions());
    const [, list = ''] =
      /const SOURCES = \[([^\]]*)\]/.exec(await readFile('scripts/lib/build.mjs', 'utf8')) ?? [];
    const needed = [...list.matchAll(/'([^']+)'/g)].map(([, name]) => name);
    expect(needed.length).toBeGreaterThan(5);
    expect(needed.filter((name) => !sources.includes(name ?? ''))).toEqual([]);
  });

  it('runs scripts that exist, keeps no secret, and serves as an unprivileged user', async () => {
    const all = await instructions();
    const known = scripts.parse(JSON.parse(await readFile('package.json', 'utf8'))).scripts;
    for (const [, name] of of(all, 'RUN').flatMap((run) => [...run.matchAll(/npm run ([\w:]+)/g)]))
      expect(Object.keys(known)).toContain(name);
    for (const rest of [...of(all, 'ENV'), ...of(all, 'ARG')])
      expect(rest).not.toMatch(/KEY|SECRET|PASSWORD|DATABASE_URL/);
    expect(of(all, 'USER').at(-1)).toBe('node');
    expect(of(all, 'CMD')).toEqual(['["node", "start.mjs"]']);
    const [, probe = '[]'] = /CMD (\[.*\])$/.exec(of(all, 'HEALTHCHECK')[0] ?? '') ?? [];
    const [command, , program] = z.array(z.string()).parse(JSON.parse(probe));
    expect(command).toBe('node');
    // Compiles, and asks the page that says 503 while the server stops.
    expect(() => new Function(program ?? '(')).not.toThrow();
    expect(program).toContain('/api/health');
  });
});

describe('the systemd unit', () => {
  it('waits longer than a stop takes, and may write to its own folder alone', async () => {
    const unit = await readFile('deploy/identity-desk.service', 'utf8');
    const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1];
    expect(Number(value('TimeoutStopSec'))).toBeGreaterThan(15);
    expect([value('ProtectSystem'), value('NoNewPrivileges'), value('DynamicUser')]).toEqual([
      'strict',
      'yes',
      'yes',
    ]);
    expect(value('StateDirectory')).toBe('identity-desk');
    expect(unit).toContain('DATA_DIR=/var/lib/identity-desk');
    expect(unit).not.toMatch(/^ReadWritePaths=/m);
  });
});
