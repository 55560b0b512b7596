import { expect, expectAccessible, test as base } from '../fixtures';
import { AccountScreen } from '../screens/account-page';
import { SignInScreen } from '../screens/sign-in-page';
import { codeOf } from '../support/authenticator';
import { emailOf, PASSWORD, requireBuild, startDesk, type DeskServer } from '../support/desk-server';

type Desks = { newDesk: DeskServer; strictDesk: DeskServer };

/** Desks where something comes before all else. The one that `context` would sign in on is not needed. */
const test = base.extend<Desks>({
  context: async ({ browser }, provide) => {
    const context = await browser.newContext();
    await provide(context);
    await context.close();
  },
  newDesk: async ({}, provide) => {
    await requireBuild();
    const desk = await startDesk({ DEMO_PASSWORD: '' });
    await provide(desk);
    await desk.stop();
  },
  strictDesk: async ({}, provide) => {
    await requireBuild();
    const desk = await startDesk({ SECOND_FACTOR: 'required' });
    await provide(desk);
    await desk.stop();
  },
});
test.use({ role: 'nobody', baseURL: undefined });

test('a password that was printed at the first start must be changed before anything else', async ({
  page,
  newDesk,
}) => {
  const printed = /Email\s+(\S+)\s+Password\s+(\S+)/.exec(newDesk.log());
  const [, email = '', password = ''] = printed ?? [];
  const screen = new SignInScreen(page, newDesk.url);
  await screen.open('/identities?sort=name');
  await screen.signIn(email, password);

  const account = new AccountScreen(page);
  await expect(
    page.getByRole('alert').filter({ hasText: 'Choose a password of your own first' }),
  ).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expectAccessible(page);
  await page.goto(`${newDesk.url}/identities/new`);
  await expect(account.heading()).toBeVisible();
  await page.goto(`${newDesk.url}/identities?sort=name`);
  await expect(account.heading()).toBeVisible();
  await page.waitForLoadState('networkidle');

  await account.presentPassword().fill(password);
  await account.newPassword().fill('seven quiet herons');
  await account.changePassword().click();
  await expect(page).toHaveURL(/\/identities\?sort=name$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Identities' })).toBeVisible();
});

test('where a second factor is required, setting it up comes first, and it stays', async ({
  page,
  strictDesk,
}) => {
  const screen = new SignInScreen(page, strictDesk.url);
  await screen.open('/identities?limit=10');
  await screen.signIn(emailOf('viewer'), PASSWORD);
  const account = new AccountScreen(page);
  await expect(page.getByRole('alert').filter({ hasText: 'Set up a second factor first' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expectAccessible(page);

  const secret = await account.beginSecondFactor(PASSWORD);
  await account.code().fill(codeOf(secret));
  await page.keyboard.press('Enter');
  await expect(account.recoveryCodes()).toHaveCount(10);
  await account.kept().click();
  await expect(page).toHaveURL(/\/identities\?limit=10$/);

  await account.open(strictDesk.url);
  const off = account.secondFactor().getByRole('button', { name: 'Turn off' });
  await expect(off).toBeDisabled();
  await expect(off).toHaveAccessibleDescription(/needs a second factor here/);
});
