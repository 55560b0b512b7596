import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, expectAccessible, signInBrowser, test, unique } from '../fixtures';
import { AuditLogScreen } from '../screens/audit-log';
import { IdentityFormScreen } from '../screens/identity-form';
import { ExportDialogScreen } from '../screens/export-dialog';
import { IdentityListScreen } from '../screens/identity-list';
import { SelectionScreen } from '../screens/selection';
import { emailOf, PASSWORD, startDesk } from '../support/desk-server';

test('every change of an identity is in the log, and opens as what changed', async ({ page, api }) => {
  const external_id = unique('account');
  const form = new IdentityFormScreen(page);
  const log = new AuditLogScreen(page);
  await form.openCreate();
  await form.externalId().fill(external_id);
  await form.displayName().fill('Sofia Marnis');
  await form.create().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sofia Marnis' })).toBeVisible();

  const hostile = '<img src=x onerror=alert(1)> \u202eevil';
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await form.displayName().fill(hostile);
  await form.metadata().fill('{"plan":"pro"}');
  await form.save().click();
  await expect(page.getByRole('status').filter({ hasText: 'Changes saved' })).toBeVisible();

  const list = new IdentityListScreen(page);
  await list.open(`?search=${external_id}`);
  await list.rows().getByRole('checkbox').check();
  await new SelectionScreen(page).changeTags('Add tags', 'vip', 1);
  await expect(list.rows().getByText('vip')).toBeVisible();
  const exporting = new ExportDialogScreen(page);
  await exporting.openForSelection();
  await exporting.text();
  const stored = await api.retrieve(external_id);

  await log.open(`?identity=${external_id}`);
  await expect(log.rows()).toHaveCount(3);
  await expect(log.rows().nth(0)).toContainText('Changed tags');
  await expect(log.rows().nth(1)).toContainText('Edited identity');
  await expect(log.rows().nth(2)).toContainText('Created identity');
  for (let at = 0; at < 3; at += 1) {
    await expect(log.rows().nth(at)).toContainText('Done');
    await expect(log.rows().nth(at)).toContainText(emailOf('admin'));
  }
  await log.details('Edited identity');
  const changes = page.getByRole('region', { name: 'Changes' });
  await expect(changes.locator('del')).toHaveText('Sofia Marnis');
  await expect(changes.locator('ins')).toContainText('<img src=x onerror=alert(1)>');
  await expect(changes.locator('ins')).toContainText('U+202E');
  await expect(changes).toContainText('plan');
  await expect(changes).toContainText('values are not kept');
  await expect(page.getByText('Request ID')).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 900 });

  await log.open('?action=identity.exported');
  await expect(log.rows().first()).toContainText('1 identity');
  await log.open(`?identity=${external_id}`);
  await log.rows().first().getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/identities/${stored?._id}$`));
});

test('filters, pages and the way here are in the address and in reach of the keyboard', async ({
  page,
  desk,
}) => {
  for (let count = 0; count < 12; count += 1)
    await fetch(`${desk.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: desk.url },
      body: JSON.stringify({ email: `nobody-${count}@example.com`, password: 'wrong password' }),
    });
  const log = new AuditLogScreen(page);
  await page.goto('/identities');
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(log.heading()).toBeVisible();
  await expect(page).toHaveTitle('Audit log · Identity Desk');
  await expect(
    page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit log' }),
  ).toHaveAttribute('aria-current', 'page');

  await log.filter('Action').selectOption('Signed in');
  await expect(page).toHaveURL(/\/audit\?action=sign-in$/);
  await log.filter('Outcome').selectOption('Failed');
  await expect(page).toHaveURL(/\/audit\?action=sign-in&outcome=failed$/);
  await expect(log.rows().first()).toContainText('Nobody signed in');
  await expect(log.rows().first()).toContainText('nobody-11@example.com');
  await expect(log.row('Done')).toHaveCount(0);
  await log.filter('Rows per page').selectOption('10');
  await expect(log.rows()).toHaveCount(10);
  await page.getByRole('link', { name: 'Next page' }).press('Enter');
  await expect(page).toHaveURL(/outcome=failed&limit=10&after=/);
  await expect(log.row('nobody-0@example.com')).toHaveCount(1);
  await page.getByRole('link', { name: 'Previous page' }).click();
  await expect(log.row('nobody-11@example.com')).toHaveCount(1);

  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/audit\?limit=10$/);
  await log.filter('Operator').selectOption(emailOf('admin'));
  await expect(page).toHaveURL(/\?operator=/);
  await expect(log.row(emailOf('admin')).first()).toBeVisible();
  await expect(log.row('Nobody signed in')).toHaveCount(0);
  await log.filter('To').fill('2001-01-01');
  await expect(page).toHaveURL(/to=2001-01-01/);
  await expect(log.filter('To')).toBeFocused();
  await expect(page.getByRole('heading', { name: 'No entries match' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Show all entries' }).click();
  await log.filter('Identity').fill('no such one');
  await log.filter('Identity').press('Enter');
  await expect(page).toHaveURL(/identity=no\+such\+one/);
  await expect(log.filter('Identity')).toBeFocused();
  await expect(page.getByRole('heading', { name: 'No entries match' })).toBeVisible();
  await page.goBack();
  await expect(log.rows().first()).toBeVisible();
  await expect(log.filter('Identity')).toHaveValue('');
  await page.goto('/audit?action=nonsense&limit=3&after=x');
  await expect(log.rows().first()).toBeVisible();
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer', expectedConsole: [/403/] });

  test('sees their own entries alone; a forged call is refused and recorded', async ({
    page,
    api,
    desk,
    browser,
  }) => {
    const external_id = unique('viewer');
    await api.create({ external_id, display_name: 'Ada' });
    const admin = await browser.newContext({ baseURL: desk.url });
    await signInBrowser(admin, desk, 'admin');
    const form = new IdentityFormScreen(await admin.newPage());
    await form.openEdit(external_id);
    await form.displayName().fill('Ada L.');
    await form.save().click();
    await expect(form.page.getByRole('heading', { level: 1, name: 'Ada L.' })).toBeVisible();
    await admin.close();

    const log = new AuditLogScreen(page);
    await log.open();
    await expect(page.getByText('Your own entries')).toBeVisible();
    await expect(log.row(emailOf('viewer')).first()).toBeVisible();
    await expect(log.row(emailOf('admin'))).toHaveCount(0);
    await expect(log.filter('Operator')).toHaveCount(0);
    await log.open(`?identity=${external_id}`);
    await expect(page.getByRole('heading', { name: 'No entries match' })).toBeVisible();
    await page.goto(`/identities/${external_id}`);
    await expect(log.history()).toContainText('You have not changed this identity here.');

    const forged = await page.request.get('/api/audit/01M7Z7QC3XZQ8FZN3H0NMAMWZK/take-back');
    expect(forged.status()).toBe(403);
    await log.open('?action=refusals');
    await expect(log.rows().first()).toContainText('Refused');
    await log.details('Was refused');
    await expect(page.getByText('identity.write').first()).toBeVisible();
  });
});

test.describe('a process killed', () => {
  test.use({ expectedConsole: [/ERR_CONNECTION|ERR_SOCKET|Failed to fetch/] });

  test('in the middle of a change leaves an entry that says it did not finish', async ({ page, context }) => {
    // Two starts of a server take their time on a busy machine.
    test.setTimeout(150_000);
    let heard = () => {};
    const changing = new Promise<void>((resolve) => (heard = resolve));
    const upstream = createServer((request, response) => {
      // A change is taken and never answered.
      if (request.method === 'PATCH') return heard();
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ _id: 'one', external_id: 'user_1', display_name: 'Ada', tags: [] }));
    });
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const dataDir = await mkdtemp(join(tmpdir(), 'identity-desk-kill-'));
    const settings = {
      DATA_DIR: dataDir,
      ORQ_API_KEY: 'key-of-this-journey',
      ORQ_API_URL: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
    };
    const first = await startDesk(settings);
    await signInBrowser(context, first, 'admin');
    await page.goto(`${first.url}/identities/one/edit`);
    await page.waitForLoadState('networkidle');
    const form = new IdentityFormScreen(page);
    await form.displayName().fill('Ada Lovelace');
    await form.save().click();
    await changing;
    // The lock of the folder is named after the process that holds it.
    const [lock = ''] = await readdir(join(dataDir, 'lock'));
    process.kill(Number.parseInt(lock, 10), 'SIGKILL');
    await first.stop();

    const second = await startDesk(settings);
    await context.clearCookies();
    await signInBrowser(context, second, 'admin');
    // The entry is older than a minute by the clock of whoever looks.
    await page.clock.setFixedTime(Date.now() + 120_000);
    await page.goto('about:blank');
    await page.goto(`${second.url}/audit?identity=one&outcome=attempted`);
    const log = new AuditLogScreen(page);
    await expect(log.rows()).toHaveCount(1);
    await expect(log.rows().first()).toContainText('Edited identity');
    await expect(log.rows().first()).toContainText('Not finished');
    await log.details('Edited identity');
    await expect(page.getByText('was cut off before it could note')).toBeVisible();
    await second.stop();
    upstream.closeAllConnections();
    upstream.close();
    await rm(dataDir, { recursive: true, force: true });
  });
});

test('signing in, wrongly and rightly, is in the log', async ({ page, desk }) => {
  const email = `${unique('who')}@example.com`;
  const tried = (typed: string, password: string) =>
    fetch(`${desk.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: desk.url },
      body: JSON.stringify({ email: typed, password }),
    });
  await tried(email, 'not the password');
  expect((await tried(emailOf('editor'), PASSWORD)).ok).toBe(true);
  const log = new AuditLogScreen(page);
  await log.open('?action=sign-in');
  await expect(log.row(email)).toContainText('Failed');
  await expect(log.row(emailOf('editor')).first()).toContainText('Done');
  expect(await page.content()).not.toContain('not the password');
});
