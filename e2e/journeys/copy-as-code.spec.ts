import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, unique } from '../fixtures';
import { CommandPaletteScreen } from '../screens/command-palette';
import { IdentityFormScreen } from '../screens/identity-form';
import { IdentityPageScreen } from '../screens/identity-page';
import { CANARY_KEY } from '../support/faulty-upstream';
import { rawAnswer } from '../support/raw-answer';

const run = promisify(execFile);

/** Runs copied shell code with a key, as somebody who pastes it into a terminal does, and returns what it printed. */
async function shell(code: string, apiKey: string): Promise<string> {
  const { stdout } = await run('sh', ['-c', code], {
    env: { ...process.env, EMBEDDED_API_KEY: apiKey },
  });
  return stdout;
}

/** The code that is shown now. */
const code = (page: Page, language: 'curl' | 'Node' | 'Python') =>
  page.getByRole('region', { name: `${language} code` });

test('the page of an identity gives the call that reads it, and it runs as it stands', async ({
  page,
  desk,
  api,
}) => {
  const external_id = unique("o'brien $HOME");
  const made = await api.create({ external_id, display_name: "O'Brien" });
  const identity = new IdentityPageScreen(page);
  await identity.open(made._id);
  await page.getByRole('button', { name: 'Copy as…' }).click();
  await expect(code(page, 'curl')).toContainText('Bearer $EMBEDDED_API_KEY');
  const printed = await shell(await code(page, 'curl').innerText(), desk.apiKey);
  expect(JSON.parse(printed)).toMatchObject({ _id: made._id, external_id, metrics: { total_requests: 0 } });
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'curl' }).press('ArrowRight');
  await expect(code(page, 'Node')).toContainText('process.env.EMBEDDED_API_KEY');
  await page.getByRole('tab', { name: 'Python' }).click();
  await expect(code(page, 'Python')).toContainText("os.environ['EMBEDDED_API_KEY']");
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy Python code' }).click();
  await expect(page.getByText('Python code copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe((await code(page, 'Python').textContent()) ?? '');
  expect(copied).not.toContain(desk.apiKey);
});

test('from the palette the call is copied at once, and the JSON is shown', async ({ page, api }) => {
  const made = await api.create({ external_id: unique('from-the-palette'), display_name: 'Ada' });
  const [identity, palette] = [new IdentityPageScreen(page), new CommandPaletteScreen(page)];
  const run = async (typed: string, option: string) => {
    await page.keyboard.press('Control+k');
    await palette.input().fill(typed);
    await expect(palette.option(option)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(palette.dialog()).toHaveCount(0);
  };
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await identity.open(made._id);
  for (const [language, sign] of [
    ['curl', 'curl '],
    ['Node', 'await fetch('],
    ['Python', 'urllib.request'],
  ] as const) {
    await run(`copy as ${language}`, `Copy as ${language}`);
    await expect(page.getByText(`${language} code copied`)).toBeVisible();
    expect(await copied()).toContain(sign);
    expect(await copied()).toContain(made._id);
  }
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await run('view json', 'View JSON');
  await expect(page.getByRole('dialog', { name: /JSON/ })).toContainText(made._id);
  await page.keyboard.press('Escape');

  // In a form it is the call that submitting would make; it stands there as well, or what keeps it from being one.
  const form = new IdentityFormScreen(page);
  await form.openEdit(made._id);
  await run('copy as curl', 'Copy as curl');
  const region = page.getByRole('region', { name: 'Copy as code' });
  await expect(region).toContainText('Nothing to send yet.');
  await form.displayName().fill('Ada Lovelace');
  await run('copy as python', 'Copy as Python');
  await expect(page.getByText('Python code copied')).toBeVisible();
  await expect(code(page, 'Python')).toContainText('Ada Lovelace');
  expect(await copied()).toContain('Ada Lovelace');
});

test('the create form gives the call that it would make, while one types', async ({ page, desk, api }) => {
  const form = new IdentityFormScreen(page);
  await form.openCreate();
  await page.getByRole('button', { name: 'Copy as code' }).click();
  const region = page.getByRole('region', { name: 'Copy as code' });
  await expect(region).toContainText('External ID: Enter an external ID.');
  const external_id = unique('from-a-terminal');
  await form.externalId().fill(external_id);
  await form.displayName().fill(`O'Brien "Bob" $HOME \\ 👩🏽‍🚀`);
  await form.metadata().fill('{\n  "big": 9007199254740993,\n  "it\'s": "`id`"\n}');
  await expect(code(page, 'curl')).toContainText('9007199254740993');
  await form.email().fill('not an email');
  await expect(region).toContainText('Email: Enter a full email address');
  await form.email().fill('');
  await expect(code(page, 'curl')).toContainText('--request POST');
  await expectAccessible(page);
  await shell(await code(page, 'curl').innerText(), desk.apiKey);
  const made = await api.retrieve(external_id);
  expect(made).toMatchObject({ display_name: `O'Brien "Bob" $HOME \\ 👩🏽‍🚀`, metadata: { "it's": '`id`' } });
  const { text } = await rawAnswer(desk.url, 'GET', `/v2/identities/${external_id}`, {
    Authorization: `Bearer ${desk.apiKey}`,
  });
  expect(text).toContain('9007199254740993');
});

test('the edit form gives a call with what was changed and nothing else', async ({ page, desk, api }) => {
  const external_id = unique('patched');
  const made = await api.create({ external_id, display_name: 'Ada', email: 'ada@example.com', tags: ['a'] });
  const form = new IdentityFormScreen(page);
  await form.openEdit(external_id);
  await page.getByRole('button', { name: 'Copy as code' }).click();
  await expect(page.getByRole('region', { name: 'Copy as code' })).toContainText('Nothing to send yet');
  await form.displayName().fill('Ada Byrne');
  await form.email().fill('');
  await expect(code(page, 'curl')).toContainText('{"display_name":"Ada Byrne","email":null}');
  await expect(code(page, 'curl')).toContainText(`/v2/identities/${made._id}`);
  await shell(await code(page, 'curl').innerText(), desk.apiKey);
  const changed = await api.retrieve(external_id);
  expect(changed).toMatchObject({ display_name: 'Ada Byrne', tags: ['a'] });
  expect(changed?.email).toBeUndefined();
});

test('with an upstream the calls go there and name its key, which is nowhere in them', async ({
  page,
  proxied: { desk, upstream },
}) => {
  await page.goto(`${desk.url}/identities/crm-000417`);
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Copy as…' }).click();
  await expect(code(page, 'curl')).toContainText(`${upstream.url}/v2/identities/`);
  await expect(code(page, 'curl')).toContainText('Bearer $ORQ_API_KEY');
  expect(await page.content()).not.toContain(CANARY_KEY);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'View JSON' }).click();
  await expect(page.getByRole('region', { name: 'JSON' })).toContainText('"crm-000417"');
  expect(await page.content()).not.toContain(CANARY_KEY);
});

test('the JSON of an identity is shown and downloaded as the API gives it', async ({ page, desk, api }) => {
  const external_id = unique('team/9');
  await rawAnswer(
    desk.url,
    'POST',
    '/v2/identities',
    { Authorization: `Bearer ${desk.apiKey}`, 'Content-Type': 'application/json' },
    `{"external_id":"${external_id}","metadata":{"z":9007199254740993,"a":1.50}}`,
  );
  const made = await api.retrieve(external_id);
  const identity = new IdentityPageScreen(page);
  await identity.open(external_id);
  await page.getByRole('button', { name: 'View JSON' }).click();
  const shown = page.getByRole('region', { name: 'JSON' });
  await expect(shown).toContainText('9007199254740993');
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(`${external_id.replace('/', '_')}.json`);
  const saved = await readFile(await file.path(), 'utf8');
  expect(saved).toContain('9007199254740993');
  expect(JSON.parse((await shown.textContent()) ?? '')).toEqual(JSON.parse(saved));
  const { text } = await rawAnswer(desk.url, 'GET', `/v2/identities/${made?._id}?include_metrics=true`, {
    Authorization: `Bearer ${desk.apiKey}`,
  });
  expect(saved).toBe(text);
});

test('an external id that reads like another one encoded gives its own JSON', async ({ desk }) => {
  const headers = { Cookie: await desk.signIn('viewer') };
  const plain = 'edge/slash %2F?#&=+ ü';
  for (const external_id of [plain, encodeURIComponent(plain)]) {
    const path = `/api/identities/${encodeURIComponent(external_id)}/json`;
    const { status, text } = await rawAnswer(desk.url, 'GET', path, headers);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ external_id });
  }
});

test.describe('somebody who is signed out', () => {
  test.use({ role: 'nobody' });
  test('gets no JSON', async ({ desk }) => {
    const refused = await rawAnswer(desk.url, 'GET', '/api/identities/crm-000417/json');
    expect(refused.status).toBe(401);
    expect(refused.text).not.toContain('quillon');
  });
});
