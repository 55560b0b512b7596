import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort, requireBuild } from '../support/desk-server';
import { API_KEY, spawnServer, startServer, type Ended } from '../support/server-process';

/** A wrong value of each setting, and what the one line has to say. `DATA_DIR` and `PORT` stand for this test's own. */
const WRONG: [settings: Record<string, string>, line: RegExp][] = [
  [{ ORQ_API_KEY: 'with a blank' }, /ORQ_API_KEY must be 8 to 512 visible/],
  [{ ORQ_API_URL: 'orq.example' }, /ORQ_API_URL must be a full address/],
  [{ ORQ_API_URL: 'http://orq.example' }, /ORQ_API_URL must use https/],
  [{ ORQ_API_URL: 'https://me:secret-word@orq.example' }, /ORQ_API_URL must .* carry no user, password/],
  [{ ORQ_TAG_FILTER: 'both' }, /ORQ_TAG_FILTER must be "repeated"/],
  [{ DATABASE_URL: 'mysql://db' }, /DATABASE_URL must start with postgres:/],
  [
    { DATABASE_URL: 'postgres://desk:secret-word@127.0.0.1:1/desk' },
    /database of DATABASE_URL cannot be opened/,
  ],
  [{ DATA_DIR: '/dev/null/below-a-file' }, /DATA_DIR, .* cannot be used .* Set DATA_DIR to a folder/],
  [{ EMBEDDED_API_KEY: 'short' }, /EMBEDDED_API_KEY must be 8 to 512/],
  [{ EMBEDDED_API_RATE_LIMIT: '0' }, /EMBEDDED_API_RATE_LIMIT must be a number/],
  [{ PORT: '70000' }, /PORT must be a number from 1 to 65535/],
  [{ PORT: 'http' }, /PORT must be a number from 1 to 65535/],
  [{ HOST: 'no-such-host.invalid', APP_URL: 'https://desk.example.com' }, /HOST no-such-host.invalid /],
  [{ HOST: '0.0.0.0' }, /APP_URL is needed when HOST is not this machine/],
  [{ APP_URL: 'desk.example.com' }, /APP_URL must be a full address/],
  [{ APP_URL: 'https://desk.example.com/desk' }, /APP_URL must be an origin without a path/],
  [{ REPORTING_TIME_ZONE: 'Berlin' }, /REPORTING_TIME_ZONE must be an IANA time zone/],
  [{ AVATARS: 'on' }, /AVATARS must be "proxy" or "off"/],
  [{ DEMO_WORKSPACE: 'big' }, /DEMO_WORKSPACE must be/],
  [{ DEMO_SIZE: 'many' }, /DEMO_SIZE must be a whole number/],
  [{ DEMO_NOW: 'yesterday' }, /DEMO_NOW must be a time/],
  [{ AUTH_SECRET: 'secret-word' }, /AUTH_SECRET must be at least 32 bytes/],
  [
    { AUTH_SECRET: '', DATABASE_URL: 'postgres://127.0.0.1:1/desk' },
    /AUTH_SECRET is needed with DATABASE_URL/,
  ],
  [{ ADMIN_EMAIL: 'ada' }, /ADMIN_EMAIL must be an email address/],
  [{ ADMIN_EMAIL: 'ada@desk.example', ADMIN_PASSWORD: 'secret-word' }, /ADMIN_PASSWORD must have 12 to 256/],
  [{ ADMIN_EMAIL: 'ada@desk.example', ADMIN_PASSWORD: 'qwertyuiop123' }, /ADMIN_PASSWORD cannot be used/],
  [{ ADMIN_PASSWORD: 'a password of its own' }, /ADMIN_PASSWORD needs ADMIN_EMAIL/],
  [{ OIDC_ISSUER: 'login.example.com' }, /OIDC_ISSUER must be a full address/],
  [{ OIDC_ISSUER: 'http://login.example.com' }, /OIDC_ISSUER must use https/],
  [{ OIDC_CLIENT_ID: 'desk' }, /OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET .* all three or none/],
  [{ OIDC_CLIENT_SECRET: 'secret-word' }, /set all three or none/],
  [{ OIDC_LABEL: 'x'.repeat(41) }, /OIDC_LABEL must have at most 40/],
  [{ OIDC_SCOPES: 'email' }, /OIDC_SCOPES must name openid/],
  [{ OIDC_ROLE_CLAIM: 'groups', OIDC_ROLE_MAP: 'staff=owner' }, /OIDC_ROLE_MAP must be a list of group=role/],
  [{ OIDC_ROLE_MAP: 'staff=admin' }, /OIDC_ROLE_MAP needs OIDC_ROLE_CLAIM/],
  [{ PASSWORD_SIGN_IN: 'no' }, /PASSWORD_SIGN_IN must be "on" or "off"/],
  [{ PASSWORD_SIGN_IN: 'off' }, /PASSWORD_SIGN_IN=off needs single sign-on/],
  [{ SECOND_FACTOR: 'yes' }, /SECOND_FACTOR must be/],
  [{ SESSION_IDLE_MINUTES: '0' }, /SESSION_IDLE_MINUTES must be a whole number/],
  [{ SESSION_MAX_HOURS: '1000' }, /SESSION_MAX_HOURS must be a whole number/],
  [{ TRUSTED_PROXIES: 'nginx' }, /TRUSTED_PROXIES must be a list of networks/],
  [{ AUDIT_METADATA_VALUES: 'yes' }, /AUDIT_METADATA_VALUES must be/],
  [{ DEMO_PASSWORD: 'short' }, /DEMO_PASSWORD must have at least 12/],
  [
    { DEMO_PASSWORD: 'a demo in public', HOST: '0.0.0.0', APP_URL: 'https://desk.example.com' },
    /DEMO_PASSWORD makes demo accounts/,
  ],
];

/** What the server itself prints before it knows its settings. */
const BANNER = /^(▲|✓|- | *$)/;

/** Exactly one line beside the banner, and a code that tells a service manager. */
function expectRefusal({ code, output }: Ended, line: RegExp): void {
  expect(code, output).toBe(1);
  const lines = output.split('\n').filter((text) => !BANNER.test(text));
  expect(lines).toEqual([expect.stringMatching(/^Identity Desk cannot start: /)]);
  expect(lines[0]).toMatch(line);
  expect(output).not.toContain('secret-word');
}

let dataDir: string;
test.beforeAll(requireBuild);
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'identity-desk-start-'));
});
test.afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('each wrong setting ends the start with one line that names it', async () => {
  test.setTimeout(240_000);
  const port = String(await freePort());
  for (const [settings, line] of WRONG)
    expectRefusal(await spawnServer({ DATA_DIR: dataDir, PORT: port, ...settings }).ended, line);
});

test('the table above knows every setting', async () => {
  const named = (await readFile('.env.example', 'utf8')).matchAll(/^#([A-Z_]+)=/gm);
  const tried = new Set(WRONG.flatMap(([settings]) => Object.keys(settings)));
  expect([...named].map(([, name]) => name).filter((name) => !tried.has(name ?? ''))).toEqual([]);
});

test('a port that is taken ends the start with one line', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as AddressInfo;
  const { ended } = spawnServer({ DATA_DIR: dataDir, PORT: String(port) });
  expectRefusal(await ended, new RegExp(`PORT ${port} is in use by another program`));
  taken.close();
});

test('a second start on the same folder ends with one line, and the first works on', async () => {
  const first = await startServer({ DATA_DIR: join(dataDir, 'made', 'with', 'its', 'parents') });
  try {
    const settings = {
      DATA_DIR: join(dataDir, 'made', 'with', 'its', 'parents'),
      PORT: String(await freePort()),
    };
    expectRefusal(
      await spawnServer(settings).ended,
      /DATA_DIR .* is in use by another process \(pid \d+\)\. Stop/,
    );
    const headers = { Authorization: `Bearer ${API_KEY}` };
    expect((await fetch(`${first.url}/v2/identities`, { headers })).status).toBe(200);
  } finally {
    await first.end('SIGKILL');
  }
});

test('a store that is broken ends the start with one line', async () => {
  const server = await startServer({ DATA_DIR: dataDir });
  expect((await server.end('SIGTERM')).code).toBe(0);
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), 'nonsense');
  const { ended } = spawnServer({ DATA_DIR: dataDir, PORT: String(await freePort()) });
  expectRefusal(await ended, /DATA_DIR, .* cannot be used/);
});
