import { expect, expectAccessible, test } from '../fixtures';
import { SignInScreen } from '../screens/sign-in-page';
import { emailOf, PASSWORD } from '../support/desk-server';

test.use({ role: 'nobody', expectedConsole: [/401 \(Unauthorized\)/] });

test('leads to where one wanted to go; a wrong password says so and keeps the email', async ({
  page,
  desk,
}) => {
  await page.goto('/identities?sort=name');
  const screen = new SignInScreen(page, desk.url);
  await expect(screen.heading()).toBeVisible();
  await expect(page).toHaveTitle('Sign in · Identity Desk');
  await expect(screen.email()).toBeFocused();
  await page.waitForLoadState('networkidle');

  await screen.signIn(emailOf('viewer'), 'not the password');
  await expect(page.getByRole('alert').filter({ hasText: 'That did not work' })).toBeVisible();
  await expect(screen.email()).toHaveValue(emailOf('viewer'));
  await expect(screen.password()).toBeFocused();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Show what is typed' }).click();
  await expect(page.getByRole('textbox', { name: 'Password', exact: true })).toHaveValue('not the password');
  await screen.password().fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/identities\?sort=name$/);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the page is within reach in the ${colorScheme} theme and on a phone`, async ({ page, desk }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 800 });
    await new SignInScreen(page, desk.url).open();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

test('Back after signing out shows nothing', async ({ page, desk }) => {
  const screen = new SignInScreen(page, desk.url);
  await screen.open('/identities');
  await screen.signIn(emailOf('viewer'), PASSWORD);
  await expect(page.getByRole('table', { name: 'Identities' })).toBeVisible();
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Profile' })).toBeVisible();
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(screen.heading()).toBeVisible();
  for (let back = 0; back < 2; back += 1) {
    await page.goBack();
    await expect(screen.heading()).toBeVisible();
    await expect(page.getByRole('table')).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Profile' })).toHaveCount(0);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the form works all the same, also when the password is wrong', async ({ page, desk }) => {
    const screen = new SignInScreen(page, desk.url);
    await page.goto('/identities?limit=10');
    await screen.signIn(emailOf('viewer'), 'not the password');
    await expect(page.getByRole('alert').filter({ hasText: 'That did not work' })).toBeVisible();
    await screen.signIn(emailOf('viewer'), PASSWORD);
    await expect(page).toHaveURL(/\/identities\?limit=10$/);
    await expect(page.getByRole('heading', { level: 1, name: 'Identities' })).toBeVisible();
  });
});
