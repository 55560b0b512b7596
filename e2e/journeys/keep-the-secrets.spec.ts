import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { request as httpRequest } from 'node:http';
import { expect, signInBrowser, test as base } from '../fixtures';
import { PASSWORD, startDesk, type DeskServer } from '../support/desk-server';
import { CANARY_KEY, faultyUpstream, type FaultyUpstream } from '../support/faulty-upstream';
import { freshPostgres } from '../support/postgres';
import { PAGES } from '../support/pages';
import { rawAnswer } from '../support/raw-answer';

/**
 * Every setting that is secret, with a value that is looked for wherever something leaves the process. A new secret
 * setting is one line here. `DATABASE_URL` has its password in it and is given where there is a PostgreSQL.
 */
const CANARIES = {
  ORQ_API_KEY: CANARY_KEY,
  EMBEDDED_API_KEY: 'canary-7c20-embedded-api-key',
  AUTH_SECRET: 'canary-55d1-signs-every-sign-in-of-this-desk',
  ADMIN_EMAIL: 'first@desk.example',
  ADMIN_PASSWORD: 'canary-0e3f-password-of-the-first',
  OIDC_ISSUER: 'https://login.desk.invalid',
  OIDC_CLIENT_ID: 'desk',
  OIDC_CLIENT_SECRET: 'canary-bb42-client-of-single-sign-on',
} satisfies Record<string, string>;
const SECRETS = [...Object.values(CANARIES).filter((value) => value.includes('canary')), PASSWORD];
const DATABASE_PASSWORD = 'canary-90ab-database-password';

/** Where a secret could leave: what was answered, what was logged. Each is told by where it was seen. */
class Spill {
  private readonly seen: [where: string, text: string][] = [];
  add(where: string, text: string): void {
    this.seen.push([where, text]);
  }
  texts(): readonly (readonly [where: string, text: string])[] {
    return this.seen;
  }
  /** A secret as it is, in base64, percent-encoded and as JSON writes it: none may be anywhere. */
  expectDry(secrets: readonly string[]): void {
    expect(this.seen.length).toBeGreaterThan(0);
    const found = secrets.flatMap((secret) =>
      formsOf(secret).flatMap((form) =>
        this.seen
          .filter(([, text]) => text.includes(form))
          .map(([where]) => `${secret.slice(0, 14)}… in ${where}`),
      ),
    );
    expect(found).toEqual([]);
  }
}

function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -2);
  return [...new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), base64])];
}

/** Documents, page data, JSON of every sort, refusals: all that the server says on its own. */
async function askForEverything(desk: DeskServer, spill: Spill, when: string): Promise<void> {
  const paths = [
    ...PAGES.map(({ path }) => path),
    '/api/health',
    '/api/identities?limit=10',
    '/api/identities/lookup?ref=user_mei-lin-zhao',
    '/api/tags?text=v',
    '/api/avatars/user_mei-lin-zhao',
    '/v2/identities',
    '/v2/openapi.json',
    '/v2/reference',
  ];
  // Asked for once: the cookie is the operator's own secret and is looked for in what is said later.
  const cookie = await desk.signIn('admin').catch(() => '');
  for (const path of paths)
    for (const headers of [{ cookie }, { cookie, rsc: '1' }, {}] as Record<string, string>[]) {
      const answer = await rawAnswer(desk.url, 'GET', path, headers);
      spill.add(
        `${when}: ${path} ${Object.keys(headers).join(' ')}`,
        `${JSON.stringify([...answer.headers])}${answer.text}`,
      );
    }
  const wrong = await rawAnswer(desk.url, 'GET', '/v2/identities', { authorization: 'Bearer wrong' });
  spill.add(`${when}: wrong key`, JSON.stringify([...wrong.headers]) + wrong.text);
  const wanted =
    '{"selection": {"by": "ids", "ids": ["user_mei-lin-zhao"]}, "format": "csv", "fields": ["id", "metadata"], "keys": []}';
  const csv = await rawAnswer(
    desk.url,
    'POST',
    '/api/identities/export',
    { origin: desk.url, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    new URLSearchParams({ id: crypto.randomUUID(), request: wanted }).toString(),
    // It waits for an upstream that is away or asks to wait, longer than anybody here does.
    3_000,
  ).catch((error: unknown) => ({ text: String(error) }));
  spill.add(`${when}: exported file`, csv.text);
}

const test = base.extend<Record<never, never>, { canaried: { desk: DeskServer; upstream: FaultyUpstream } }>({
  canaried: [
    async ({ desk: behind }, provide) => {
      const upstream = await faultyUpstream(behind);
      const desk = await startDesk({ ...CANARIES, ORQ_API_URL: upstream.url });
      await provide({ desk, upstream });
      await desk.stop();
      await upstream.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

test('no secret is built into what browsers load', async () => {
  const spill = new Spill();
  for (const entry of await readdir('.next/static', { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const file = join(entry.parentPath, entry.name);
      spill.add(file, await readFile(file, 'latin1'));
    }
  spill.expectDry([...SECRETS, DATABASE_PASSWORD]);
  // Nor is a setting read there: what is read in the browser is built into it.
  for (const [file, text] of spill.texts())
    expect(
      /NEXT_PUBLIC_|process\.env\.(?:[A-Z]+_)*(?:KEY|SECRET|PASSWORD|URL)\b/.exec(text)?.[0],
      file,
    ).toBeUndefined();
});

test('no secret is in a page, in its data, in JSON or in the log, whatever the upstream does', async ({
  canaried: { desk, upstream },
}) => {
  test.setTimeout(180_000);
  const spill = new Spill();
  await askForEverything(desk, spill, 'at work');
  for (const fault of ['401', '500', '429', 'html', 'wrong-shape', 'reset'] as const) {
    upstream.fail(fault);
    await askForEverything(desk, spill, fault);
    upstream.heal();
  }
  // A time limit takes its time, so one of each sort.
  upstream.fail('hang');
  const cookie = await desk.signIn('admin');
  await Promise.all(
    ['/identities', '/identities/user_mei-lin-zhao', '/api/identities?limit=10', '/api/health'].map(
      async (path) => {
        const answer = await rawAnswer(desk.url, 'GET', path, { cookie });
        spill.add(`hang: ${path}`, answer.text);
      },
    ),
  );
  upstream.heal();
  spill.add('log', desk.log());
  spill.expectDry(SECRETS);
});

test('nor does a form or a list in the browser get to see one, also when a save fails', async ({
  page,
  canaried: { desk, upstream },
}) => {
  const spill = new Spill();
  page.on('response', (response) => {
    void response.text().then(
      (text) => spill.add(response.url(), text),
      () => {},
    );
  });
  await signInBrowser(page.context(), desk, 'admin');
  await page.goto(`${desk.url}/identities/user_mei-lin-zhao/edit`);
  await page.waitForLoadState('networkidle');
  upstream.fail('401');
  await page.getByRole('textbox', { name: 'Display name' }).fill('Renamed');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'API key' })).toBeVisible();
  spill.add('page', await page.content());
  spill.add(
    'storage',
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])),
  );
  upstream.heal();
  spill.expectDry(SECRETS);
});

test('a key that a caller sends back as a request id is not logged', async () => {
  const { EMBEDDED_API_KEY } = CANARIES;
  const desk = await startDesk({ EMBEDDED_API_KEY });
  try {
    const spill = new Spill();
    for (const authorization of [`Bearer ${EMBEDDED_API_KEY}`, 'Bearer wrong'])
      spill.add(authorization, (await rawAnswer(desk.url, 'GET', '/v2/identities', { authorization })).text);
    await new Promise<void>((resolve, reject) => {
      httpRequest(
        `${desk.url}/v2/identities`,
        { headers: { 'x-request-id': EMBEDDED_API_KEY } },
        (answer) => {
          answer.resume().on('end', resolve);
        },
      )
        .on('error', reject)
        .end();
    });
    await expect.poll(() => desk.log().match(/"event":"api-request"/g)?.length).toBe(3);
    spill.add('log', desk.log());
    spill.expectDry([EMBEDDED_API_KEY]);
  } finally {
    await desk.stop();
  }
});

test('the password of the database is in no answer, no log and no reason why a start fails', async () => {
  const spill = new Spill();
  // A server that is not there: the start fails and says why.
  const unreachable = `postgres://desk:${DATABASE_PASSWORD}@127.0.0.1:1/desk`;
  await startDesk({ DATABASE_URL: unreachable, AUTH_SECRET: CANARIES.AUTH_SECRET }).then(
    (desk) => desk.stop().then(() => expect(desk, 'it must not start').toBeUndefined()),
    (error: unknown) => spill.add('failed start', String(error)),
  );
  const postgres = await freshPostgres(DATABASE_PASSWORD);
  if (postgres === undefined) test.info().annotations.push({ type: 'no PostgreSQL here' });
  else
    try {
      const desk = await startDesk({
        DATABASE_URL: postgres.url,
        EMBEDDED_API_KEY: CANARIES.EMBEDDED_API_KEY,
        AUTH_SECRET: CANARIES.AUTH_SECRET,
      });
      await askForEverything(desk, spill, 'on PostgreSQL');
      await postgres.breakOff();
      await askForEverything(desk, spill, 'without its PostgreSQL');
      await desk.stop();
      spill.add('log', desk.log());
    } finally {
      await postgres.stop();
    }
  spill.expectDry([DATABASE_PASSWORD, CANARIES.EMBEDDED_API_KEY]);
});
