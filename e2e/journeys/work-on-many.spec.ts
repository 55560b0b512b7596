import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, unique } from '../fixtures';
import { AuditLogScreen } from '../screens/audit-log';
import { IdentityListScreen } from '../screens/identity-list';
import { SelectionScreen } from '../screens/selection';
import { identityApi, type IdentityApi } from '../support/identity-api';
import { steady } from '../support/steady';

/** Identities that share a tag of their own, so that a journey finds them and no others. */
async function many(api: IdentityApi, count: number): Promise<string> {
  const tag = unique('many');
  const numbers = Array.from({ length: count }, (_, at) => String(at + 1).padStart(3, '0'));
  for (const number of numbers) await api.create({ external_id: `${tag}-${number}`, tags: [tag] });
  return tag;
}

/** How many identities have a tag. */
async function tagged(api: IdentityApi, tag: string): Promise<number> {
  const found = new Set<string>();
  let after: string | undefined;
  do {
    const page = await api.list({
      'filter_by.tags': tag,
      limit: '50',
      ...(after !== undefined && { starting_after: after }),
    });
    for (const { _id } of page.data) found.add(_id);
    after = page.has_more ? page.data.at(-1)?._id : undefined;
  } while (after !== undefined);
  return found.size;
}

const closeDialog = (page: Page) =>
  page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();

test('everything that matches, over several pages: shown first, tagged, and undone', async ({
  page,
  api,
}) => {
  const tag = await many(api, 30);
  const list = new IdentityListScreen(page);
  const selection = new SelectionScreen(page);
  await list.open(`?tag=${tag}`);
  await expect(list.rows()).toHaveCount(25);
  await selection.wholePage().check();
  await expect(selection.bar()).toContainText('All 25 on this page are selected.');
  await selection.allThatMatch().click();
  await expect(selection.bar()).toContainText(`All that are tagged “${tag}” selected`);

  // It stays through paging and another order, and says so where another search is on screen.
  await list.nextPage().click();
  await expect(list.rows()).toHaveCount(5);
  for (const box of await list.rows().getByRole('checkbox').all()) await expect(box).toBeChecked();
  await list.sort().selectOption('Name');
  await expect(list.rows()).toHaveCount(25);
  await expect(selection.wholePage()).toBeChecked();
  await list.clearFilters().click();
  await expect(selection.bar()).toContainText('this view shows others');
  await selection.bar().getByRole('link', { name: 'Show selected' }).click();
  await expect(page).toHaveURL(new RegExp(`tag=${tag}`));
  await expectAccessible(page);

  const added = unique('added');
  await selection.prepareTags('Add tags', added);
  const dialog = selection.dialog();
  await expect(dialog).toContainText('Will change');
  await expect(dialog.getByRole('listitem').filter({ hasText: added }).first()).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectAccessible(page);
  expect(await tagged(api, added)).toBe(0);
  await dialog.getByRole('button', { name: 'Add tags to 30 identities' }).click();
  await expect(dialog).toContainText('30 changed.');
  await expectAccessible(page);
  expect(await tagged(api, added)).toBe(30);
  // The list behind the dialog, which hides it from everybody for now, has the second tag of each.
  const behind = page.getByRole('table', { name: 'Identities', includeHidden: true });
  await expect(behind.locator('tbody tr').first()).toContainText('+1');

  await dialog.getByRole('button', { name: 'Undo' }).click();
  await dialog.getByRole('button', { name: 'Undo on 30 identities' }).click();
  await expect(dialog).toContainText('30 put back.');
  expect(await tagged(api, added)).toBe(0);
  expect(await tagged(api, tag)).toBe(30);
  await closeDialog(page);
  await expect(dialog).toHaveCount(0);
});

test('rows of several pages and searches: what is out of sight is told, shown and dropped', async ({
  page,
  api,
}) => {
  const tag = await many(api, 12);
  const list = new IdentityListScreen(page);
  const selection = new SelectionScreen(page);
  // Without names, the newest come first: 012 to 003, then the other two.
  await list.open(`?tag=${tag}&sort=name&limit=10`);
  await selection.row(`${tag}-004`).check();
  await selection.row(`${tag}-007`).click({ modifiers: ['Shift'] });
  await expect(selection.bar()).toContainText('4 selected');
  await list.nextPage().click();
  await expect(list.rows()).toHaveCount(2);
  await selection.row(`${tag}-001`).check();
  await expect(selection.bar()).toContainText('5 selected, 4 not in this view');

  await selection.bar().getByRole('button', { name: 'Show selected' }).click();
  const shown = page.getByRole('list', { name: 'Selected identities' });
  await expect(shown.getByRole('checkbox')).toHaveCount(5);
  await shown.getByRole('checkbox', { name: new RegExp(`${tag}-005`) }).uncheck();
  await expect(selection.bar()).toContainText('4 selected, 3 not in this view');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(shown).toHaveCount(0);

  await selection.changeTags('Add tags', `${tag}-new`, 4);
  expect(await tagged(api, `${tag}-new`)).toBe(4);
  expect((await api.retrieve(`${tag}-005`))?.tags).toEqual([tag]);
  await selection.action('Clear selection').click();
  await expect(selection.bar()).toHaveCount(0);
});

test('a key of the metadata is set on many, exactly as written, and removed again', async ({ page, api }) => {
  const tag = await many(api, 3);
  await api.update(`${tag}-001`, { metadata: { other: 1, plan: 'free' } });
  const list = new IdentityListScreen(page);
  const selection = new SelectionScreen(page);
  await list.open(`?tag=${tag}`);
  await selection.wholePage().check();
  await selection.action('Set metadata…').click();
  const dialog = selection.dialog();
  await dialog.getByRole('textbox', { name: 'Key' }).fill('plan');
  const value = dialog.getByRole('textbox', { name: 'Value' });
  await value.fill('pro');
  await value.blur();
  await expect(value).toHaveAccessibleDescription(/texts need double quotes/);
  await value.fill('{"seats": 5}');
  await expectAccessible(page);
  await selection.goOn().click();
  await dialog.getByRole('button', { name: 'Set metadata of 3 identities' }).click();
  await expect(dialog).toContainText('3 changed.');
  expect((await api.retrieve(`${tag}-001`))?.metadata).toEqual({ other: 1, plan: { seats: 5 } });
  await closeDialog(page);

  await selection.action('Set metadata…').click();
  await dialog.getByRole('textbox', { name: 'Key' }).fill('plan');
  await dialog.getByRole('radio', { name: 'Remove the key' }).check();
  await selection.goOn().click();
  await dialog.getByRole('button', { name: 'Remove metadata from 3 identities' }).click();
  await expect(dialog).toContainText('3 changed.');
  expect((await api.retrieve(`${tag}-001`))?.metadata).toEqual({ other: 1 });
});

test('a deletion takes its count typed, asks again when more match by then, and leaves nothing selected', async ({
  page,
  api,
}) => {
  const tag = await many(api, 26);
  const list = new IdentityListScreen(page);
  const selection = new SelectionScreen(page);
  await list.open(`?tag=${tag}`);
  await selection.wholePage().check();
  await selection.allThatMatch().click();
  await selection.action('Delete').click();
  const dialog = selection.deletion();
  await expect(dialog.getByRole('heading', { name: 'Delete 26 identities?' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectAccessible(page);
  const remove = dialog.getByRole('button', { name: /^Delete \d+ identities$/ });
  await dialog.getByRole('textbox', { name: 'Type 26 to confirm' }).fill('25');
  await expect(remove).toBeDisabled();
  await dialog.getByRole('textbox').fill('26');
  await page.keyboard.press('Enter');
  await expect(remove).toBeEnabled();
  expect(await tagged(api, tag)).toBe(26);

  await api.create({ external_id: `${tag}-late`, tags: [tag] });
  await remove.click();
  await expect(dialog.getByRole('alert')).toContainText('The count has moved');
  await expect(dialog).toContainText('You confirmed 26 identities; now it is 27.');
  expect(await tagged(api, tag)).toBe(27);
  await dialog.getByRole('textbox', { name: 'Type 27 to confirm' }).fill('27');
  await remove.click();
  await expect(dialog).toContainText('27 deleted.');
  expect(await tagged(api, tag)).toBe(0);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(selection.bar()).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'No identities match' })).toBeVisible();
});

test('one is deleted by its count too, and everything by keys alone', async ({ page, api }) => {
  const tag = await many(api, 4);
  const list = new IdentityListScreen(page);
  const selection = new SelectionScreen(page);
  await list.open(`?tag=${tag}&sort=name`);
  await selection.row(`${tag}-001`).focus();
  await page.keyboard.press('Space');
  await selection.row(`${tag}-003`).focus();
  await page.keyboard.press('Shift+Space');
  await expect(selection.bar()).toContainText('3 selected');
  await selection.action('Add tags').focus();
  await page.keyboard.press('Enter');
  const dialog = selection.dialog();
  await expect(dialog.getByRole('combobox', { name: 'Tags' })).toBeFocused();
  await page.keyboard.type('by-key');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  const confirm = dialog.getByRole('button', { name: 'Add tags to 3 identities' });
  await expect(confirm).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(confirm).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('3 changed.');
  await expect(dialog.getByRole('button', { name: 'Close', exact: true }).last()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(selection.action('Add tags')).toBeFocused();
  expect((await api.retrieve(`${tag}-002`))?.tags).toEqual([tag, 'by-key']);
});

test('on a phone: selected, shown, tagged, without scrolling both ways', async ({ page, api }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const tag = await many(api, 11);
  const list = new IdentityListScreen(page);
  const selection = new SelectionScreen(page);
  await list.open(`?tag=${tag}&limit=10`);
  for (const box of await list.rows().getByRole('checkbox').all()) await box.check();
  await selection.allThatMatch().click();
  const isNarrow = () =>
    page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
  expect(await isNarrow()).toBe(true);
  await expectAccessible(page);
  await selection.prepareTags('Add tags', 'by-thumb');
  await expectAccessible(page);
  await selection.dialog().getByRole('button', { name: 'Add tags to 11 identities' }).click();
  await expect(selection.dialog()).toContainText('11 changed.');
  await selection.dialog().getByRole('link', { name: 'Every item of this job' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Add tag “by-thumb”' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Items' })).toBeVisible();
  expect(await isNarrow()).toBe(true);
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Show in the audit log' }).click();
  const log = new AuditLogScreen(page);
  await expect(log.heading()).toBeVisible();
  await expect(log.row('Changed tags')).toHaveCount(11);
  await expect(log.row('Started a job')).toHaveCount(1);
  await expect(log.rows()).toHaveCount(12);
  expect(await isNarrow()).toBe(true);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'one job' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Add tag “by-thumb”' })).toBeVisible();
});

test.describe('against a slow service', () => {
  test.describe.configure({ mode: 'serial' });
  test.afterEach(({ proxied }) => steady(proxied));

  test('a job outlives its dialog and its page, can be paused, resumed and found again', async ({
    page,
    desk: behind,
    proxied: { desk, upstream },
  }) => {
    test.setTimeout(120_000);
    const api = identityApi(behind);
    const tag = await many(api, 40);
    const selection = new SelectionScreen(page);
    await page.goto(`${desk.url}/identities?tag=${tag}`);
    await expect(new IdentityListScreen(page).rows()).toHaveCount(25);
    await selection.wholePage().check();
    await selection.allThatMatch().click();
    const added = unique('slow');
    await selection.prepareTags('Add tags', added);
    upstream.fail('answer-late', { on: 'writes' });
    await selection.dialog().getByRole('button', { name: 'Add tags to 40 identities' }).click();
    await expect(selection.dialog().getByRole('progressbar', { name: /Add tag/ })).toBeVisible();
    await selection.dialog().getByRole('button', { name: 'Pause' }).click();
    await expect(selection.dialog().getByRole('progressbar', { name: 'Paused' })).toBeVisible();
    await expectAccessible(page);
    await selection.dialog().getByRole('button', { name: 'Close', exact: true }).last().click();

    const mark = page.getByRole('banner').getByRole('link', { name: /^Job: \d+%/ });
    await expect(mark).toBeVisible();
    await page.reload();
    await expect(mark).toBeVisible();
    // A phone's banner has room for it.
    const window = page.viewportSize() ?? { width: 1280, height: 720 };
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(mark).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.setViewportSize(window);
    expect(await tagged(api, added)).toBeLessThan(40);
    await mark.click();
    await expect(page.getByRole('heading', { level: 1, name: `Add tag “${added}”` })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByRole('progressbar', { name: /Add tag/ })).toBeVisible();
    upstream.heal();
    await expect(page.getByText('40 changed.')).toBeVisible({ timeout: 30_000 });
    expect(await tagged(api, added)).toBe(40);
    await expect(mark).toHaveCount(0);

    await page.getByRole('combobox', { name: 'State' }).selectOption({ label: 'Done (40)' });
    await page
      .getByRole('table', { name: 'Items' })
      .getByRole('link', { name: /^Audit entry of/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 1, name: 'Audit log' })).toBeVisible();
    await expect(page.getByRole('table', { name: 'Audit log' })).toContainText('Changed tags');
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await expect(
      page.getByRole('table', { name: 'Jobs' }).getByRole('row').filter({ hasText: added }),
    ).toContainText('40 changed');
  });

  test('a job that is cancelled leaves the rest as it was and says how many', async ({
    page,
    desk: behind,
    proxied: { desk, upstream },
  }) => {
    const api = identityApi(behind);
    const tag = await many(api, 40);
    const selection = new SelectionScreen(page);
    await page.goto(`${desk.url}/identities?tag=${tag}&limit=50`);
    await expect(new IdentityListScreen(page).rows()).toHaveCount(40);
    await selection.wholePage().check();
    const added = unique('cancelled');
    await selection.prepareTags('Add tags', added);
    upstream.fail('answer-late', { on: 'writes' });
    await selection.dialog().getByRole('button', { name: 'Add tags to 40 identities' }).click();
    await selection.dialog().getByRole('button', { name: 'Cancel job' }).click();
    await expect(selection.dialog()).toContainText(/\d+ not tried\./);
    const words = (await selection.dialog().textContent()) ?? '';
    const left = Number(/(\d+) not tried/.exec(words)?.[1]);
    expect(await tagged(api, added)).toBe(40 - left);
    await expectAccessible(page);
  });

  test('a service that asks to wait is waited for, and that is said', async ({
    page,
    desk: behind,
    proxied: { desk, upstream },
  }) => {
    const api = identityApi(behind);
    const tag = await many(api, 5);
    const selection = new SelectionScreen(page);
    await page.goto(`${desk.url}/identities?tag=${tag}`);
    await expect(new IdentityListScreen(page).rows()).toHaveCount(5);
    await selection.wholePage().check();
    await selection.prepareTags('Add tags', 'waited');
    const begin = selection.dialog().getByRole('button', { name: 'Add tags to 5 identities' });
    await expect(begin).toBeVisible();
    upstream.fail('429', { on: 'writes' });
    await begin.click();
    await expect(selection.dialog()).toContainText(/It goes on by itself at \d\d:\d\d:\d\d\./);
    await expectAccessible(page);
    await selection.dialog().getByRole('button', { name: 'Cancel job' }).click();
    await expect(selection.dialog()).toContainText('not tried');
  });
});

test.describe('as a viewer', () => {
  test.use({ role: 'viewer' });

  test('nothing of it can be begun, and the reason is told', async ({ page }) => {
    const list = new IdentityListScreen(page);
    const selection = new SelectionScreen(page);
    await list.open();
    await selection.wholePage().check();
    for (const name of ['Add tags', 'Remove tags', 'Set metadata…', 'Delete'])
      await expect(selection.action(name)).toHaveAccessibleDescription(
        /Your role, viewer, does not allow this/,
      );
    await selection.action('Add tags').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.goto('/jobs');
    await expect(page.getByRole('heading', { level: 2, name: 'No jobs yet' })).toBeVisible();
    await expectAccessible(page);
  });
});
