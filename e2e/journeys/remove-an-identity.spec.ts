import { expect, expectAccessible, test, unique } from '../fixtures';
import { DeleteDialogScreen } from '../screens/delete-dialog';
import { IdentityListScreen } from '../screens/identity-list';
import { SelectionScreen } from '../screens/selection';
import { IdentityPageScreen } from '../screens/identity-page';

test.describe('from its page', () => {
  test.use({ expectedConsole: [/404 \(Not Found\)/] });

  test('deleting says what is lost, needs the external id, and the list is right afterwards', async ({
    page,
    api,
  }) => {
    const tag = unique('batch');
    const made = [];
    for (const number of [1, 2, 3])
      made.push(
        await api.create({
          external_id: `${tag}/${number}`,
          display_name: `Leaver ${tag} ${number}`,
          tags: [tag],
        }),
      );
    const victim = made[1];
    if (victim === undefined) throw new Error('unreachable');
    const list = new IdentityListScreen(page);
    await list.open(`?tag=${tag}&limit=10`);
    await expect(list.rows()).toHaveCount(3);
    await list.row(`Leaver ${tag} 2`).getByRole('link').click();
    const screen = new IdentityPageScreen(page);
    await screen.delete().click();

    const dialog = new DeleteDialogScreen(page);
    await expect(dialog.dialog(`Delete Leaver ${tag} 2?`)).toBeVisible();
    await expect(dialog.cancel()).toBeFocused();
    const words = dialog.dialog(/Delete/);
    await expect(words).toContainText(/no requests|requests/i);
    await expect(words).toContainText(/budget/i);
    await expect(words).toContainText(/usage stays/i);
    await expect(words).toContainText(/creates the identity again/i);
    await expectAccessible(page);

    await expect(dialog.confirm()).toBeDisabled();
    await dialog.confirmation(victim.external_id).fill(`${tag}/3`);
    await expect(dialog.confirm()).toBeDisabled();
    await dialog.confirmation(victim.external_id).fill(victim.external_id);
    await page.keyboard.press('Enter');
    expect(await api.retrieve(victim._id)).toBeDefined();
    await dialog.confirm().click();

    await expect(page.getByRole('status').filter({ hasText: 'Identity deleted' })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`tag=${tag}&limit=10$`));
    await expect(list.rows()).toHaveCount(2);
    expect(await api.retrieve(victim._id)).toBeUndefined();

    await page.goto(`/identities/${victim._id}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Identity not found' })).toBeVisible();
  });
});

test('cancelling deletes nothing and gives the focus back', async ({ page, api }) => {
  const external_id = unique('keeper');
  await api.create({ external_id });
  const list = new IdentityListScreen(page);
  await list.open(`?search=${external_id}`);
  const actions = list.rows().getByRole('button', { name: /^Actions for/ });
  await actions.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = new DeleteDialogScreen(page);
  await expect(dialog.cancel()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(actions).toBeFocused();
  expect(await api.retrieve(external_id)).toBeDefined();
});

test('deleting the only row of the last page steps back to the rows before it', async ({ page, api }) => {
  const tag = unique('last');
  for (let number = 0; number < 11; number += 1)
    await api.create({ external_id: `${tag}-${number}`, tags: [tag] });
  const list = new IdentityListScreen(page);
  await list.open(`?tag=${tag}&limit=10`);
  await list.nextPage().click();
  await expect(list.rows()).toHaveCount(1);
  await list
    .rows()
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = new DeleteDialogScreen(page);
  await dialog.confirmation(`${tag}-0`).fill(`${tag}-0`);
  await dialog.confirm().click();
  await expect(page.getByRole('status').filter({ hasText: 'Identity deleted' })).toBeVisible();
  await expect(list.rows()).not.toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'No identities match' })).toHaveCount(0);
});

test('an upstream that is down deletes nothing and says so', async ({
  page,
  proxied: { desk, upstream },
}) => {
  await page.goto(`${desk.url}/identities/edge-returned`);
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const dialog = new DeleteDialogScreen(page);
  await dialog.confirmation('edge-returned').fill('edge-returned');
  upstream.fail('500');
  await dialog.confirm().click();
  await expect(page.getByRole('alertdialog').getByText('The identity service failed')).toBeVisible();
  await expect(dialog.confirmation('edge-returned')).toHaveValue('edge-returned');
  upstream.heal();
});

test('several at once: tag, export, delete by their count', async ({ page, api }) => {
  const tag = unique('several');
  for (const number of [1, 2, 3])
    await api.create({ external_id: `${tag}-${number}`, display_name: `=cmd ${number}`, tags: [tag] });
  const list = new IdentityListScreen(page);
  await list.open(`?tag=${tag}`);
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  const bar = page.getByRole('region', { name: 'Selection' });
  await expect(bar).toContainText('3 selected');
  await expectAccessible(page);

  const download = page.waitForEvent('download');
  await bar.getByRole('button', { name: 'Export' }).click();
  const file = await (await download).createReadStream();
  let csv = '';
  for await (const chunk of file) csv += String(chunk);
  expect(csv.trim().split('\r\n')).toHaveLength(4);
  expect(csv).toContain("'=cmd 1");

  await new SelectionScreen(page).changeTags('Add tags', 'together', 3);
  await expect
    .poll(async () =>
      (await api.list({ 'filter_by.tags': tag })).data.every(({ tags }) => tags.includes('together')),
    )
    .toBe(true);

  await bar.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await dialog.getByRole('textbox', { name: 'Type 3 to confirm' }).fill('3');
  await dialog.getByRole('button', { name: 'Delete 3 identities' }).click();
  await expect(dialog).toContainText('3 deleted.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('heading', { name: 'No identities match' })).toBeVisible();
  expect((await api.list({ 'filter_by.tags': tag })).data).toEqual([]);
});
