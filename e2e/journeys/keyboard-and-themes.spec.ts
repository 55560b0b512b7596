import { expect, expectAccessible, test } from '../fixtures';
import { IdentityListScreen } from '../screens/identity-list';

test('with the keyboard alone: skip to the content, open a row, come back', async ({ page }) => {
  const list = new IdentityListScreen(page);
  await list.open();
  await list.settled();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  const first = list.names().first();
  for (let count = 0; count < 20; count += 1) {
    await page.keyboard.press('Tab');
    if (await first.evaluate((element) => element === document.activeElement)) break;
  }
  await expect(first).toBeFocused();
  const href = await first.getAttribute('href');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${href}$`));
  await page.goBack();
  await expect(first).toBeFocused();
});

test('row menus open, move and close by keyboard and give the focus back', async ({ page }) => {
  const list = new IdentityListScreen(page);
  await list.open();
  const button = list
    .rows()
    .first()
    .getByRole('button', { name: /^Actions for / });
  await button.focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem')).toHaveText([
    'Open',
    'Open in new tab',
    'Edit',
    'Edit tags',
    'Set budget…',
    'Copy ID',
    'Copy external ID',
    'Copy link',
    'Delete',
  ]);
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(button).toBeFocused();
});

test('single keys act on the page, never inside a field, and can be turned off', async ({ page }) => {
  const list = new IdentityListScreen(page);
  await list.open();
  await list.search().fill('');
  await list.search().press('c');
  await expect(page).toHaveURL(/\/identities/);
  await expect(list.search()).toHaveValue('c');
  await list.open();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toBeVisible();
  await help.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await expect(list.heading()).toBeVisible();
  await page.reload();
  await page.keyboard.press('/');
  await expect(list.search()).not.toBeFocused();
});

test('j and k move through the rows, Enter opens, x selects, Shift+x a range, e edits', async ({ page }) => {
  const list = new IdentityListScreen(page);
  await list.open('?limit=10');
  const selection = page.getByRole('region', { name: 'Selection' });
  await page.keyboard.press('j');
  await expect(list.names().nth(0)).toBeFocused();
  await page.keyboard.press('k');
  await expect(list.names().nth(0)).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'First row of this page' })).toBeAttached();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(selection).toContainText('1 selected');
  for (let count = 0; count < 3; count += 1) await page.keyboard.press('j');
  await expect(list.names().nth(4)).toBeFocused();
  await page.keyboard.press('Shift+X');
  await expect(selection).toContainText('4 selected');
  await page.keyboard.press('x');
  await expect(selection).toContainText('3 selected');
  for (let count = 0; count < 8; count += 1) await page.keyboard.press('j');
  await expect(list.names().last()).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'Last row of this page' })).toBeAttached();
  await expect(list.names().last()).toBeInViewport();
  const href = await list.names().last().getAttribute('href');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${href}$`));
  await page.goBack();
  await expect(list.names().last()).toBeFocused();
  await page.keyboard.press('e');
  await expect(page).toHaveURL(new RegExp(`${href}/edit$`));
});

test('every single key stands in the list of shortcuts of its page, and none acts with a modifier', async ({
  page,
}) => {
  const list = new IdentityListScreen(page);
  await list.open();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const words of [
    'Search identities',
    'Next row',
    'Previous row',
    'Open the row',
    'Select the row',
    'Select all rows since the last',
    'Edit the row',
    'Create an identity',
    'Go to identities',
    'Go to the overview',
    'Go to the audit log',
    'Show keyboard shortcuts',
  ])
    await expect(help.getByText(words, { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  await page.keyboard.press('Alt+j');
  await page.keyboard.press('Control+j');
  await expect(list.names().first()).not.toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page in ${colorScheme}: nothing serious for axe, nothing wider than the window`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    const paths = [
      '/identities',
      '/identities?tag=vip',
      '/identities/new',
      '/identities/paste',
      '/identities/user_mei-lin-zhao',
      '/identities/user_mei-lin-zhao/edit',
      '/identities/edge-none',
      '/identities/edge-markup',
      '/identities/edge-tags-1200',
      '/identities/edge-metadata-keys',
    ];
    for (const path of paths) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
    }
  });
}

test('the theme follows the system, a choice stays, and there is no flash on load', async ({ page }) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/identities');
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitemradio', { name: 'Light' }).click();
  expect(await ground()).toBe(light);
  await page.reload();
  expect(await ground()).toBe(light);
  // The first HTML already carries the choice.
  expect(await (await page.request.get('/identities')).text()).toContain('data-theme="light"');
});
