import type { BrowserContext, Page } from '@playwright/test';
import { expect, expectAccessible, test as base } from '../fixtures';
import { AccountScreen } from '../screens/account-page';
import { SignInScreen } from '../screens/sign-in-page';
import { codeOf } from '../support/authenticator';
import { emailOf, PASSWORD, requireBuild, startDesk, type DeskServer } from '../support/desk-server';

/** A desk of its own: these journeys change accounts that others sign in with. */
const test = base.extend<object, { desk: DeskServer }>({
  desk: [
    async ({}, provide) => {
      await requireBuild();
      const desk = await startDesk({});
      await provide(desk);
      await desk.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});
test.use({ role: 'nobody', expectedConsole: [/401 \(Unauthorized\)/] });

const NEW_PASSWORD = 'seven quiet herons';

async function signIn(page: Page, desk: DeskServer, email: string, next?: string): Promise<SignInScreen> {
  const screen = new SignInScreen(page, desk.url);
  await screen.open(next);
  await screen.signIn(email, PASSWORD);
  return screen;
}

/** Another browser of somebody. */
async function elsewhere(context: BrowserContext): Promise<Page> {
  const browser = context.browser();
  if (browser === null) throw new Error('this context has no browser');
  return (await browser.newContext()).newPage();
}

test('changing the password: what is wrong is said at its field, and other browsers end', async ({
  page,
  context,
  desk,
}) => {
  await signIn(page, desk, emailOf('editor'), '/account');
  const account = new AccountScreen(page);
  await expect(account.heading()).toBeVisible();
  const other = await elsewhere(context);
  await signIn(other, desk, emailOf('editor'), '/account');
  await expect(new AccountScreen(other).heading()).toBeVisible();
  await page.waitForLoadState('networkidle');

  await account.presentPassword().fill('not the password');
  await account.newPassword().fill(NEW_PASSWORD);
  await account.changePassword().click();
  await expect(account.presentPassword()).toHaveAccessibleDescription('This is not your present password.');
  await expect(account.presentPassword()).toBeFocused();
  await expect(account.newPassword()).toHaveValue(NEW_PASSWORD);

  await account.presentPassword().fill(PASSWORD);
  await account.newPassword().fill('password1234');
  await account.changePassword().click();
  await expect(account.newPassword()).toHaveAccessibleDescription(/attackers try first/);
  await expectAccessible(page);

  await account.newPassword().fill(NEW_PASSWORD);
  await expect(account.endOthers()).toBeChecked();
  await account.changePassword().click();
  await expect(page.getByRole('status').getByText('Password changed, 1 other sign-in ended')).toBeVisible();
  await expect(account.presentPassword()).toHaveValue('');
  await expect(account.signIns()).toHaveCount(1);

  await other.goto(`${desk.url}/identities`);
  const screen = new SignInScreen(other, desk.url);
  await expect(screen.heading()).toBeVisible();
  await other.waitForLoadState('networkidle');
  await screen.signIn(emailOf('editor'), NEW_PASSWORD);
  await expect(other.getByRole('heading', { level: 1, name: 'Identities' })).toBeVisible();
});

test('sign-ins: each can be ended from the list, and that browser is signed out', async ({
  page,
  context,
  desk,
}) => {
  await signIn(page, desk, emailOf('viewer'), '/account');
  const account = new AccountScreen(page);
  const other = await elsewhere(context);
  await signIn(other, desk, emailOf('viewer'), '/identities');
  await expect(other.getByRole('heading', { level: 1, name: 'Identities' })).toBeVisible();

  await account.open(desk.url);
  await expect(account.signIns()).toHaveCount(2);
  await expect(account.signIns().filter({ hasText: 'This one' })).toContainText(/Chrome on Linux/);
  await expectAccessible(page);
  await page.getByRole('button', { name: /^End sign-in: Chrome on Linux/ }).click();
  await expect(account.signIns()).toHaveCount(1);
  await expect(page.getByRole('status').getByText('Sign-in ended')).toBeVisible();

  await other.reload();
  await expect(new SignInScreen(other, desk.url).heading()).toBeVisible();
});

test('second factor: set up, sign in with a code and with a recovery code once, turn off', async ({
  page,
  context,
  desk,
}) => {
  await signIn(page, desk, emailOf('admin'), '/account');
  const account = new AccountScreen(page);
  await expect(account.setUp()).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expectAccessible(page);

  const secret = await account.beginSecondFactor(PASSWORD);
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await expect(account.code()).toBeFocused();
  await expectAccessible(page);
  await account.code().fill('000 000');
  await page.keyboard.press('Enter');
  await expect(account.code()).toHaveAccessibleDescription(/This code is not right/);
  await account.code().fill(codeOf(secret));
  await account.secondFactor().getByRole('button', { name: 'Turn on' }).click();

  await expect(account.recoveryCodes()).toHaveCount(10);
  await expect(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeFocused();
  await expectAccessible(page);
  const [recovery = ''] = await account.recoveryCodes().allInnerTexts();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('identity-desk-recovery-codes.txt');
  await account.kept().click();
  await expect(account.secondFactor()).toContainText('10 recovery codes are left.');

  const other = await elsewhere(context);
  const screen = await signIn(other, desk, emailOf('admin'), '/account');
  await expect(screen.code()).toBeFocused();
  await expectAccessible(other);
  await screen.code().fill('000000');
  await screen.submit().click();
  await expect(other.getByRole('alert').filter({ hasText: 'This code is not right' })).toBeVisible();
  const code = codeOf(secret, 1);
  await screen.code().fill(code);
  await screen.submit().click();
  await expect(new AccountScreen(other).heading()).toBeVisible();

  const third = await elsewhere(context);
  const recovering = await signIn(third, desk, emailOf('admin'));
  await third.getByRole('link', { name: 'Use a recovery code instead' }).click();
  await recovering.recoveryCode().fill(recovery);
  await recovering.submit().click();
  await expect(third.getByRole('heading', { level: 1, name: 'Identities' })).toBeVisible();

  const fourth = await elsewhere(context);
  const again = await signIn(fourth, desk, emailOf('admin'));
  await fourth.getByRole('link', { name: 'Use a recovery code instead' }).click();
  await again.recoveryCode().fill(recovery);
  await again.submit().click();
  await expect(fourth.getByRole('alert').filter({ hasText: 'This code is not right' })).toBeVisible();

  await account.open(desk.url);
  await expect(account.secondFactor()).toContainText('9 recovery codes are left.');
  await account.secondFactor().getByRole('button', { name: 'Turn off' }).click();
  await account.password().fill(PASSWORD);
  await account.secondFactor().getByRole('button', { name: 'Turn off' }).click();
  await expect(account.setUp()).toBeVisible();
  const fifth = await elsewhere(context);
  await signIn(fifth, desk, emailOf('admin'), '/account');
  await expect(new AccountScreen(fifth).heading()).toBeVisible();
});

test('the theme is chosen here as in the menu', async ({ page, desk }) => {
  await signIn(page, desk, emailOf('viewer'), '/account');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
});
