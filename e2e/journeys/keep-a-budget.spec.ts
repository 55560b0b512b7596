import { expect, expectAccessible, signInBrowser, test, unique } from '../fixtures';
import { AuditLogScreen } from '../screens/audit-log';
import { BudgetScreen } from '../screens/budget';
import { ListColumnsScreen } from '../screens/list-columns';

test('a budget is set with a look at what it would have stopped, then edited', async ({ page }) => {
  const screen = new BudgetScreen(page);
  await page.goto('/identities?search=trial_import_02');
  await page.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Set budget…' }).click();
  await expect(screen.amount()).toBeVisible();
  await expectAccessible(page);
  await screen.submit('Set budget').click();
  await expect(screen.amount()).toHaveAccessibleDescription(/Set at least one limit/);
  await screen.amount().fill('0');
  await expect(screen.answer()).toContainText(/Would have stopped \d/);
  const strict = await screen.answer().textContent();
  await screen.slider().fill('1000');
  await expect(screen.answer()).toContainText('Would have stopped nothing');
  expect(await screen.answer().textContent()).not.toBe(strict);
  await expect(screen.amount()).not.toHaveValue('0');
  await screen.amount().fill('12.50');
  await screen.submit('Set budget').click();
  await expect(screen.toast('Budget set')).toBeVisible();
  await expect(screen.dialog()).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Actions for/ })).toBeFocused();

  await page.goto('/identities/trial_import_02');
  await expect(screen.meter('Cost')).toHaveAttribute('aria-valuetext', /of \$12\.50 used, .*; resets/);
  await screen.edit().click();
  await screen.rate().fill('60');
  await screen.submit('Save changes').click();
  await expect(screen.toast('Budget changed')).toBeVisible();
  await expect(screen.region()).toContainText('at most 60 in any 60 seconds');
  await expectAccessible(page);
  const log = new AuditLogScreen(page);
  await expect(log.history()).toContainText('Set a budget');
  await expect(log.history()).toContainText('Changed a budget');
});

test('somebody else’s change is shown beside one’s own, and nothing typed is lost', async ({
  page,
  api,
  browser,
  desk,
}) => {
  const external_id = unique('budget');
  await api.create({ external_id });
  const screen = new BudgetScreen(page);
  await screen.open(external_id);
  await screen.set('50');
  await screen.edit().click();
  await screen.amount().fill('70');

  const context = await browser.newContext();
  await signInBrowser(context, desk, 'admin');
  const theirs = new BudgetScreen(await context.newPage());
  await theirs.open(`${desk.url}/identities/${external_id}`);
  await theirs.edit().click();
  await theirs.amount().fill('60');
  await theirs.submit('Save changes').click();
  await expect(theirs.toast('Budget changed')).toBeVisible();
  await context.close();

  await screen.submit('Save changes').click();
  const conflict = screen.dialog().getByRole('alert');
  await expect(conflict).toContainText('Someone else changed this budget meanwhile');
  await expect(conflict.getByRole('row', { name: /Cost limit/ })).toContainText('$60.00');
  await expect(screen.amount()).toHaveValue('70');
  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await screen.submit('Save changes').click();
  await expect(screen.toast('Budget changed')).toBeVisible();
  await expect(screen.meter('Cost')).toHaveAttribute('aria-valuetext', /of \$70\.00 used/);
});

test('a budget is paused with Undo; reset and removal ask first', async ({ page, api }) => {
  const external_id = unique('budget');
  await api.create({ external_id });
  const screen = new BudgetScreen(page);
  await screen.open(external_id);
  await screen.set('5');
  await screen.region().getByRole('button', { name: 'Pause budget' }).click();
  await expect(screen.toast('Budget paused')).toBeVisible();
  await expect(screen.region()).toContainText('Paused');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(screen.region().getByRole('button', { name: 'Pause budget' })).toBeVisible();

  await screen.region().getByRole('button', { name: 'Reset use' }).click();
  await expect(screen.ask().getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(screen.ask()).toContainText('begins at zero');
  await screen.ask().getByRole('button', { name: 'Reset use' }).click();
  await expect(screen.toast('Budget reset')).toBeVisible();

  await screen.region().getByRole('button', { name: 'Remove budget' }).click();
  await expect(screen.ask()).toContainText('$5.00 a month');
  await expectAccessible(page);
  await screen.ask().getByRole('button', { name: 'Remove budget' }).click();
  await expect(screen.toast('Budget removed')).toBeVisible();
  await expect(screen.region()).toContainText('No budget');
});

test('the list shows budgets to whoever asks for them, also after a reload', async ({ page }) => {
  await page.goto('/identities?search=team-kiosk-lisbon');
  const columns = new ListColumnsScreen(page);
  await columns.open();
  await columns.choice('Budget').check();
  await expect(page.getByRole('columnheader', { name: 'Budget' })).toBeVisible();
  await expect(page.getByRole('meter', { name: 'Cost' })).toHaveAttribute(
    'aria-valuetext',
    /of \$50\.00 used/,
  );
  await page.reload();
  await expect(page.getByRole('meter', { name: 'Cost' })).toBeVisible();
  await columns.open();
  await columns.panel().getByRole('button', { name: 'Reset columns' }).click();
  await expect(page.getByRole('columnheader', { name: 'Budget' })).toHaveCount(0);
});

test.describe('an editor', () => {
  test.use({ role: 'editor' });

  test('reads a budget and finds nothing to change it with', async ({ page }) => {
    const screen = new BudgetScreen(page);
    await screen.open('team-kiosk-lisbon');
    await expect(screen.meter('Cost')).toBeVisible();
    await expect(screen.region().getByRole('button')).toHaveCount(0);
    await page.goto('/identities?search=team-kiosk-lisbon');
    await page.getByRole('button', { name: /^Actions for/ }).click();
    await expect(page.getByRole('menuitem', { name: /budget…/ })).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByRole('menuitem', { name: /budget…/ })).toHaveAccessibleDescription(
      /it takes admin/,
    );
  });
});
