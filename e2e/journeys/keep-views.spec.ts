import { expect, expectAccessible, signInBrowser, test as base } from '../fixtures';
import { IdentityListScreen } from '../screens/identity-list';
import { ListColumnsScreen } from '../screens/list-columns';
import { ViewsMenuScreen } from '../screens/views-menu';
import { requireBuild, startDesk, type DeskServer } from '../support/desk-server';

/** A desk of their own: a default view would open every other journey's list. */
const test = base.extend<object, { desk: DeskServer }>({
  desk: [
    async ({}, provide) => {
      await requireBuild();
      const desk = await startDesk({ DEMO_WORKSPACE: 'demo' });
      await provide(desk);
      await desk.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('saves a view; a colleague opens it by its link, sees the same, and cannot change it', async ({
    page,
    desk,
    browser,
  }) => {
    const [list, columns, views] = [
      new IdentityListScreen(page),
      new ListColumnsScreen(page),
      new ViewsMenuScreen(page),
    ];
    await list.open('?tag=pro&sort=name&limit=10');
    await columns.open();
    await columns.choice('Tokens').uncheck();
    await expect(columns.head('Tokens')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await views.saveAs('Pro by name');
    await expect(views.button()).toHaveText('Views: Pro by name');
    await expect(page).toHaveURL(/\?view=[^&]+&tag=pro&sort=name&limit=10$/);
    const id = new URL(page.url()).searchParams.get('view') ?? '';
    const rows = await list.ids();

    const context = await browser.newContext({ baseURL: desk.url });
    await signInBrowser(context, desk, 'editor');
    const other = await context.newPage();
    const [theirs, theirColumns, theirViews] = [
      new IdentityListScreen(other),
      new ListColumnsScreen(other),
      new ViewsMenuScreen(other),
    ];
    await theirs.open(`?view=${id}`);
    await expect(other).toHaveURL(new RegExp(`\\?view=${id}&tag=pro&sort=name&limit=10$`));
    await expect(theirViews.button()).toHaveText('Views: Pro by name');
    expect(await theirs.ids()).toEqual(rows);
    await expect(theirColumns.head('Tokens')).toHaveCount(0);
    await expectAccessible(other);
    await theirViews.open();
    await expect(theirViews.view('Pro by name')).toHaveAttribute('aria-checked', 'true');
    await expectAccessible(other);
    for (const name of ['Save changes', 'Rename…', 'Delete…'])
      await expect(theirViews.menu().getByRole('menuitem', { name })).toHaveAttribute(
        'aria-disabled',
        'true',
      );

    // Without the view they have their own columns.
    await theirViews.view('All identities').click();
    await expect(other).toHaveURL(/\/identities$/);
    await expect(theirColumns.head('Tokens')).toBeVisible();
    await other.goBack();
    await expect(theirColumns.head('Tokens')).toHaveCount(0);

    // What its owner changes and saves is what the link opens from then on.
    await list.sort().selectOption('Last updated');
    await views.open();
    await views.item('Save changes').click();
    await expect(page.getByRole('status').getByText('View saved').first()).toBeVisible();
    await views.open();
    await expect(views.menu().getByRole('menuitem', { name: 'Save changes' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await views.item('Rename…').click();
    await page
      .getByRole('dialog', { name: 'Rename view' })
      .getByRole('textbox', { name: 'Name' })
      .fill('Pro, new');
    await page.getByRole('button', { name: 'Rename view' }).click();
    await expect(views.button()).toHaveText('Views: Pro, new');
    await theirs.open(`?view=${id}`);
    await expect(other).toHaveURL(/sort=updated/);
    await expect(theirViews.button()).toHaveText('Views: Pro, new');

    await views.open();
    await views.item('Delete…').click();
    const ask = page.getByRole('alertdialog', { name: /^Delete the view/ });
    await expect(ask.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await expectAccessible(page);
    await ask.getByRole('button', { name: 'Delete view' }).click();
    await expect(page).toHaveURL(/\/identities$/);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(page.getByText('View “Pro, new” is back')).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`\\?view=${id}&tag=pro&sort=updated&limit=10$`));
    await expect(views.button()).toHaveText('Views: Pro, new');
    await theirs.open(`?view=${id}`);
    await expect(other).toHaveURL(/sort=updated/);
    await expect(theirColumns.head('Tokens')).toHaveCount(0);

    await views.open();
    await views.item('Delete…').click();
    await ask.getByRole('button', { name: 'Delete view' }).click();
    await expect(page).toHaveURL(/\/identities$/);
    await theirs.open(`?view=${id}`);
    await expect(other.getByText(/does not exist any more/)).toBeVisible();
    await expect(other).toHaveURL(/\/identities\?view=all$/);
    await expect(theirs.rows()).toHaveCount(25);
    await context.close();
  });
});

test('a default view opens the list; all identities and every link stay within reach', async ({ page }) => {
  const [list, views] = [new IdentityListScreen(page), new ViewsMenuScreen(page)];
  await list.open('?search=team&limit=10');
  await views.saveAs('Teams', { byDefault: true });
  await expect(views.button()).toHaveText('Views: Teams');
  await page.goto('/identities');
  await expect(page).toHaveURL(/\?view=[^&]+&search=team&sort=newest&limit=10$/);
  await expect(list.search()).toHaveValue('team');

  // What is changed in a view is in the address and survives a reload; the view itself does not move.
  await list.clearFilters().click();
  await expect(page).toHaveURL(/\?view=[^&]+&sort=newest&limit=10$/);
  await list.settled();
  await page.reload();
  await expect(list.search()).toHaveValue('');
  await expect(views.button()).toHaveText('Views: Teams');

  await views.open();
  await views.view('All identities').click();
  await expect(page).toHaveURL(/\/identities\?view=all$/);
  await expect(list.rows()).toHaveCount(25);
  await page.reload();
  await expect(page).toHaveURL(/\/identities\?view=all$/);
  await expect(list.rows()).toHaveCount(25);
  // A link without a view is what it says, and goes on saying it.
  await list.open('?search=mei-lin');
  await expect(page).toHaveURL(/\?view=all&search=mei-lin$/);

  await views.open();
  await views.view('Teams').click();
  await views.open();
  await views.item('Don’t open by default').click();
  await expect(
    page
      .getByRole('status')
      .getByText(/opens with all identities/)
      .first(),
  ).toBeVisible();
  await list.open();
  await expect(page).toHaveURL(/\/identities$/);
});

test.describe('an editor', () => {
  test.use({ role: 'editor' });

  test('saves and opens a view by keyboard alone, also on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const [list, views] = [new IdentityListScreen(page), new ViewsMenuScreen(page)];
    await list.open('?sort=cost');
    await list.settled();
    await expect(async () => {
      await views.button().focus();
      await page.keyboard.press('Enter');
      await expect(views.menu()).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect(views.menu().getByText('Reading views…')).toHaveCount(0);
    await page.keyboard.press('End');
    await expect(views.item('Save as new view…')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(views.saveDialog()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    const name = views.saveDialog().getByRole('textbox', { name: 'Name' });
    await expect(name).toHaveAccessibleDescription('Enter a name.');
    await expect(name).toBeFocused();
    await page.keyboard.type('Costly');
    await page.keyboard.press('Enter');
    await expect(views.button()).toHaveText('Views: Costly');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await list.open();
    await views.open();
    await expect(async () => {
      await page.keyboard.press('ArrowDown');
      await expect(views.view('Costly')).toBeFocused({ timeout: 300 });
    }).toPass();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/sort=cost/);
    await expect(views.button()).toHaveText('Views: Costly');
  });
});
