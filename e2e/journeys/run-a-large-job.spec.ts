import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test, type Page } from '@playwright/test';
import type { Job, JobPage } from '@/lib/jobs/schema';
import type { Outcome } from '@/lib/errors/app-error';
import { IdentityListScreen } from '../screens/identity-list';
import { SelectionScreen } from '../screens/selection';
import { emailOf, freePort, requireBuild, signIn } from '../support/desk-server';
import { CANARY_KEY, faultyUpstream } from '../support/faulty-upstream';
import { askStore, fillWorkspace, type Row } from '../support/large-workspace';
import { startServer, type ServerProcess } from '../support/server-process';

/** So many identities, each of which must end as it was asked, whatever happens on the way. */
const COUNT = 10_000;
/** One in ten has the tag already. */
const HAS_IT = 10;
const CHANGED = COUNT - COUNT / HAS_IT;
const CHANGED_WORDS = CHANGED.toLocaleString('en-US');
const TAG = 'cleaned-up';
const ALL = 'of-the-import';

const tagsOf = (at: number) => [ALL, 'Enterprise ', ...(at % HAS_IT === 0 ? [TAG] : [])];
const ROWS: Row[] = Array.from({ length: COUNT }, (_, at) => ({
  external_id: `bulk-${String(at).padStart(5, '0')}`,
  tags: tagsOf(at),
}));
const wantedTags = (at: number) => (at % HAS_IT === 0 ? tagsOf(at) : [...tagsOf(at), TAG]);

test.setTimeout(900_000);
test.beforeAll(requireBuild);

const folders: string[] = [];
const ending: (() => Promise<unknown>)[] = [];
test.afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'identity-desk-job-'));
  folders.push(made);
  return made;
}

async function start(settings: Record<string, string>): Promise<ServerProcess> {
  const server = await startServer(settings);
  ending.push(() => server.end('SIGKILL'));
  return server;
}

/** Signs the browser in, and gives its cookie. */
async function signInPage(page: Page, url: string): Promise<string> {
  const cookie = await signIn(url, emailOf('admin'));
  const [name = '', ...value] = cookie.split('=');
  await page.context().addCookies([{ name, value: value.join('='), url, httpOnly: true, sameSite: 'Lax' }]);
  return cookie;
}

/** Chooses everything that has the common tag, confirms that the other tag is added, and leaves. */
async function startTagJob(page: Page, url: string): Promise<void> {
  const list = new IdentityListScreen(page);
  const selection = new SelectionScreen(page);
  await page.goto(`${url}/identities?tag=${ALL}`);
  await expect(list.rows()).toHaveCount(25);
  await expect(async () => {
    await selection.wholePage().check();
    await expect(selection.bar()).toContainText('All 25 on this page are selected.', { timeout: 2_000 });
  }).toPass();
  await selection.allThatMatch().click();
  await selection.prepareTags('Add tags', TAG);
  await selection
    .dialog()
    .getByRole('button', { name: `Add tags to ${CHANGED_WORDS} identities` })
    .click({ timeout: 120_000 });
  await expect(selection.dialog().getByRole('progressbar')).toBeVisible();
  // A job goes on without its page.
  await page.goto('about:blank');
}

async function asked<T>(url: string, cookie: string, path: string): Promise<T> {
  const response = await fetch(`${url}${path}`, { headers: { Cookie: cookie } });
  const outcome = (await response.json()) as Outcome<T>;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

/** The one job there is. */
async function theJob(url: string, cookie: string): Promise<Job> {
  const { jobs } = await asked<JobPage>(url, cookie, '/api/jobs');
  const [job] = jobs;
  if (job === undefined) throw new Error('There is no job.');
  return job;
}

const ended = ({ counts }: Job) => counts.done + counts.unchanged + counts.failed + counts.unknown;

/** What the audit log of a store says of each identity that the job changed: how often it was done. */
const doneEntries = (dataDir: string, job: string) =>
  askStore<{ external_id: string; done: number }>(
    dataDir,
    `select e.target_external_id as external_id, count(*)::int as done
     from audit_entries e join audit_outcomes o on o.entry_id = e.id and o.outcome = 'done'
     where e.action = 'identity.tagged' and e.detail ->> 'job' = $1 group by 1 order by 1`,
    [job],
  );

const changedOnce = ROWS.flatMap(({ external_id }, at) =>
  at % HAS_IT === 0 ? [] : [{ external_id, done: 1 }],
);

test('ten thousand are tagged while the server is killed twice: each as asked, and recorded once', async ({
  page,
}) => {
  const dataDir = await folder();
  await fillWorkspace(dataDir, ROWS);
  const PORT = String(await freePort());
  const settings = { DATA_DIR: dataDir, PORT };
  let server = await start(settings);
  const cookie = await signInPage(page, server.url);
  await startTagJob(page, server.url);

  for (const at of [0.15 * COUNT, 0.5 * COUNT]) {
    await expect
      .poll(async () => ended(await theJob(server.url, cookie)), { timeout: 300_000, intervals: [250] })
      .toBeGreaterThan(at);
    await server.end('SIGKILL');
    server = await start(settings);
  }
  await expect.poll(async () => (await theJob(server.url, cookie)).state, { timeout: 600_000 }).toBe('done');
  const job = await theJob(server.url, cookie);
  expect(job.counts).toMatchObject({
    done: CHANGED,
    unchanged: COUNT - CHANGED,
    failed: 0,
    unknown: 0,
    waiting: 0,
  });
  await page.goto(`${server.url}/jobs/${job.id}`);
  await expect(page.getByText(`${CHANGED_WORDS} changed`).first()).toBeVisible();
  expect((await server.end('SIGTERM')).code).toBe(0);

  const stored = await askStore<Row>(dataDir, 'select external_id, tags from identities order by 1');
  expect(stored).toEqual(ROWS.map(({ external_id }, at) => ({ external_id, tags: wantedTags(at) })));
  expect(await doneEntries(dataDir, job.id)).toEqual(changedOnce);
});

/** The embedded API alone, as a host over the network. */
async function startApi(
  dataDir: string,
): Promise<{ url: string; apiKey: string; stop: () => Promise<void> }> {
  const apiKey = 'desk_test_key_for_large_jobs';
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', 'scripts/api.mjs', '--json', '--key', apiKey, '--data-dir', dataDir],
    { env: { ...process.env, ORQ_API_KEY: '', DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let isStopped = false;
  const stop = async () => {
    if (!isStopped) child.kill('SIGTERM');
    isStopped = true;
    await gone;
  };
  ending.push(stop);
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    void gone.then(() => reject(new Error('The API did not start.')));
  });
  return { url: (JSON.parse(line) as { url: string }).url, apiKey, stop };
}

/** Numbers that look random and are the same each time, from 0 to 1. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('ten thousand are tagged through an upstream that asks to wait and breaks connections', async ({
  page,
}) => {
  const [behind, dataDir] = [await folder(), await folder()];
  await fillWorkspace(behind, ROWS);
  const api = await startApi(behind);
  const upstream = await faultyUpstream(api);
  ending.push(() => upstream.close());
  const server = await start({ DATA_DIR: dataDir, ORQ_API_KEY: CANARY_KEY, ORQ_API_URL: upstream.url });
  const cookie = await signInPage(page, server.url);
  await startTagJob(page, server.url);

  const next = sequence(7);
  const told = { limited: 0, broken: 0, lost: 0 };
  let limitedFor = 0;
  upstream.misbehave((method) => {
    const chance = next();
    if (chance < 0.0015) limitedFor = 6;
    if (limitedFor > 0) {
      limitedFor -= 1;
      told.limited += 1;
      return '429-soon';
    }
    if (chance > 0.985) {
      told.broken += 1;
      return 'reset';
    }
    if (chance > 0.96 && method === 'PATCH') {
      told.lost += 1;
      return 'answer-lost';
    }
    return undefined;
  });
  await expect.poll(async () => (await theJob(server.url, cookie)).state, { timeout: 600_000 }).toBe('done');
  const job = await theJob(server.url, cookie);
  expect(job.counts).toMatchObject({ done: CHANGED, unchanged: COUNT - CHANGED, failed: 0, unknown: 0 });
  expect(told.limited).toBeGreaterThan(100);
  expect(told.broken).toBeGreaterThan(100);
  expect(told.lost).toBeGreaterThan(100);
  upstream.heal();
  expect((await server.end('SIGTERM')).code).toBe(0);
  await api.stop();

  const stored = await askStore<Row>(behind, 'select external_id, tags from identities order by 1');
  expect(stored).toEqual(ROWS.map(({ external_id }, at) => ({ external_id, tags: wantedTags(at) })));
  expect(await doneEntries(dataDir, job.id)).toEqual(changedOnce);
});
