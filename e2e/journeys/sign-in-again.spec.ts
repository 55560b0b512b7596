import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test as base, unique } from '../fixtures';
import { IdentityFormScreen } from '../screens/identity-form';
import { IdentityListScreen } from '../screens/identity-list';
import { SignInScreen } from '../screens/sign-in-page';
import { emailOf, PASSWORD, requireBuild, signIn, startDesk, type DeskServer } from '../support/desk-server';

type Clock = { desk: DeskServer; clockFile: string };

/** A desk of its own, whose sign-ins these journeys end and whose clock they move. */
const test = base.extend<object, Clock>({
  clockFile: [async ({}, provide) => provide(join(tmpdir(), `${unique('clock')}.txt`)), { scope: 'worker' }],
  desk: [
    async ({ clockFile }, provide) => {
      await requireBuild();
      await writeFile(clockFile, '0');
      const preload = new URL('../support/shifted-clock.mjs', import.meta.url).href;
      const desk = await startDesk({
        DEMO_WORKSPACE: 'demo',
        CLOCK_FILE: clockFile,
        NODE_OPTIONS: `--import ${preload}`,
      });
      await provide(desk);
      await desk.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});
test.use({
  role: 'nobody',
  expectedConsole: [/401 \(Unauthorized\)|403 \(Forbidden\)/],
});

const dialog = (page: Page) => page.getByRole('dialog', { name: /Sign in again|Confirm that it is you/ });

/** Ends every sign-in of somebody but one made for this, from another browser. */
async function endSignIns(page: Page, desk: DeskServer, email: string): Promise<void> {
  const context = await page.context().browser()?.newContext();
  if (context === undefined) throw new Error('this page has no browser');
  const other = await context.newPage();
  const screen = new SignInScreen(other, desk.url);
  await screen.open('/account');
  await screen.signIn(email, PASSWORD);
  await other
    .getByRole('button', { name: /^End (sign-in|all others)/ })
    .first()
    .click();
  await expect(other.getByText('You are signed in nowhere else.')).toBeVisible();
  await context.close();
}

test('what was typed when the sign-in ended is saved after signing in again on the spot', async ({
  page,
  desk,
  api,
}) => {
  const external_id = unique('typed');
  const made = await api.create({ external_id, display_name: 'Before' });
  const screen = new SignInScreen(page, desk.url);
  await screen.open(`/identities/${made._id}/edit`);
  await screen.signIn(emailOf('editor'), PASSWORD);
  const form = new IdentityFormScreen(page);
  await expect(form.displayName()).toHaveValue('Before');
  await page.waitForLoadState('networkidle');
  await form.displayName().fill('After');
  await form.metadata().fill('{"typed": "long ago"}');
  await endSignIns(page, desk, emailOf('editor'));

  await form.save().click();
  await expect(page.getByRole('alert').filter({ hasText: 'You are signed out' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign in again' }).click();
  await expect(dialog(page)).toContainText(emailOf('editor'));
  await expect(dialog(page).getByLabel('Password', { exact: true })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('alert')).toContainText('This is not your password');
  await dialog(page).getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toHaveCount(0);

  await expect(page.getByText('What you wanted is not done yet')).toBeVisible();
  await expect(form.displayName()).toHaveValue('After');
  await expect(form.metadata()).toHaveValue('{"typed": "long ago"}');
  expect((await api.retrieve(made._id))?.display_name).toBe('Before');
  await form.save().click();
  await expect(page.getByRole('status').getByText('Changes saved')).toBeVisible();
  expect(await api.retrieve(made._id)).toMatchObject({
    display_name: 'After',
    metadata: { typed: 'long ago' },
  });
});

test('a list that is refused in the background says so once, and reads on by itself', async ({
  page,
  desk,
}) => {
  const screen = new SignInScreen(page, desk.url);
  await screen.open('/identities');
  await screen.signIn(emailOf('viewer'), PASSWORD);
  const list = new IdentityListScreen(page);
  await list.settled();
  await page.waitForLoadState('networkidle');
  await endSignIns(page, desk, emailOf('viewer'));

  await list.search().fill('mei-lin');
  const notice = page.getByRole('alert').filter({ hasText: 'You are signed out' });
  await expect(notice).toHaveCount(1);
  await expect(list.rows().first()).toBeVisible();
  await notice.getByRole('button', { name: 'Sign in again' }).click();
  await dialog(page).getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(list.row('Mei-Lin Zaho')).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test('a browser that is somebody else’s by now is not taken for the operator of the page', async ({
  page,
  context,
  desk,
}) => {
  const screen = new SignInScreen(page, desk.url);
  await screen.open('/identities');
  await screen.signIn(emailOf('editor'), PASSWORD);
  const list = new IdentityListScreen(page);
  await list.settled();
  await page.waitForLoadState('networkidle');

  const tab = await context.newPage();
  const [name = '', ...value] = (await signIn(desk.url, emailOf('viewer'))).split('=');
  await context.addCookies([
    { name, value: value.join('='), url: desk.url, httpOnly: true, sameSite: 'Lax' },
  ]);
  await tab.goto(`${desk.url}/identities`);
  const warning = page.getByRole('alert').filter({ hasText: 'signed in as somebody else' });
  await expect(warning).toContainText(emailOf('viewer'));
  await expectAccessible(page);
  await warning.getByRole('button', { name: 'Reload' }).click();
  await expect(warning).toHaveCount(0);
  await page.getByRole('button', { name: 'Account' }).click();
  await expect(page.getByText(emailOf('viewer'))).toBeVisible();
});

test('deleting many a quarter of an hour later asks who it is before it begins, then goes on', async ({
  page,
  desk,
  api,
  clockFile,
}) => {
  const tag = unique('many');
  for (const number of [1, 2]) await api.create({ external_id: `${tag}-${number}`, tags: [tag] });
  const screen = new SignInScreen(page, desk.url);
  await screen.open(`/identities?tag=${tag}`);
  await screen.signIn(emailOf('admin'), PASSWORD);
  const list = new IdentityListScreen(page);
  await expect(list.rows()).toHaveCount(2);
  await page.waitForLoadState('networkidle');
  await writeFile(clockFile, String(16 * 60_000));

  for (const number of [1, 2]) await page.getByRole('checkbox', { name: `Select ${tag}-${number}` }).check();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('textbox', { name: 'Type 2 to confirm' }).fill('2');
  await page.getByRole('button', { name: 'Delete 2 identities' }).click();
  await expect(
    page.getByRole('alert').filter({ hasText: 'This needs a sign-in of the last 15 minutes' }),
  ).toBeVisible();
  expect(await api.retrieve(`${tag}-1`)).toBeDefined();

  await page.getByRole('button', { name: 'Confirm that it is you' }).click();
  await dialog(page).getByLabel('Password', { exact: true }).fill(PASSWORD);
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('2 deleted.');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  expect(await api.retrieve(`${tag}-1`)).toBeUndefined();
  await writeFile(clockFile, '0');
});
