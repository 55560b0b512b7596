import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const EXE = process.platform === 'win32' ? '.exe' : '';

/** The folder of an installed PostgreSQL's programs. */
function binaries() {
  const onPath = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian)
        .sort((one, other) => Number(other) - Number(one))
        .map((version) => join(debian, version, 'bin'))
    : [];
  const others = [
    '/opt/homebrew/bin',
    '/usr/local/pgsql/bin',
    '/Applications/Postgres.app/Contents/Versions/latest/bin',
  ];
  return [...versions, ...onPath, ...others].find(
    (folder) => existsSync(join(folder, `initdb${EXE}`)) && existsSync(join(folder, `postgres${EXE}`)),
  );
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** PostgreSQL refuses to run as root; its package brings a user for it. */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(spawnSync('id', [flag, 'postgres']).stdout?.toString().trim() || NaN);
  const [uid, gid] = [id('-u'), id('-g')];
  return Number.isNaN(uid) || Number.isNaN(gid) ? undefined : { uid, gid };
}

/**
 * A PostgreSQL for the contract tests: the one of TEST_DATABASE_URL, else a throwaway cluster of an installed
 * PostgreSQL, else none. `stop` ends and removes what was started here.
 *
 * @returns {Promise<{ url: string | undefined, stop: () => void }>}
 */
export async function testPostgres() {
  const given = process.env.TEST_DATABASE_URL?.trim();
  if (given) return { url: given, stop() {} };
  const bin = binaries();
  const user = unprivileged();
  if (bin === undefined || user === undefined) return { url: undefined, stop() {} };

  const folder = mkdtempSync(join(tmpdir(), 'identity-desk-pg-'));
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'desk', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    { ...user, cwd: folder },
  );
  if (made.status !== 0) {
    remove();
    console.log(
      `PostgreSQL is here but a test cluster could not be made: ${made.stderr?.toString().trim().split('\n').at(-1) ?? made.error}`,
    );
    return { url: undefined, stop() {} };
  }
  const port = await freePort();
  const socket = process.platform === 'win32' ? [] : ['-k', folder];
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-F', ...socket],
    { ...user, cwd: folder, stdio: 'ignore' },
  );
  const stop = () => {
    server.kill('SIGQUIT');
    remove();
  };
  const ready = () =>
    spawnSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).status === 0;
  for (let tries = 0; tries < 100 && server.exitCode === null; tries += 1) {
    if (ready()) return { url: `postgres://desk@127.0.0.1:${port}/postgres`, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  stop();
  console.log('PostgreSQL is here but its test cluster did not start.');
  return { url: undefined, stop() {} };
}
