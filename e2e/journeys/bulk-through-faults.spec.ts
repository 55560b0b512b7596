import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, unique } from '../fixtures';
import { IdentityListScreen } from '../screens/identity-list';
import { SelectionScreen } from '../screens/selection';
import { identityApi, type IdentityApi } from '../support/identity-api';
import { steady } from '../support/steady';

// A job over many says of each identity what became of it, waits for a service that is away, and repeats nothing that
// was carried out.
test.describe.configure({ mode: 'serial' });
test.afterEach(({ proxied }) => steady(proxied));

const writesOf = (calls: string[], id: string) =>
  calls.filter((call) => !call.startsWith('GET') && call.includes(id)).length;

/** Identities with these names, all selected in the list. */
async function selected(page: Page, url: string, api: IdentityApi, names: readonly string[]) {
  const prefix = unique('bulk-fault');
  const made = [];
  for (const name of names)
    made.push(
      await api.create({
        external_id: `${prefix}-${name}`,
        display_name: `${prefix} ${name}`,
        tags: ['old'],
      }),
    );
  await page.goto(`${url}/identities?search=${prefix}`);
  await expect(new IdentityListScreen(page).rows()).toHaveCount(names.length);
  const selection = new SelectionScreen(page);
  await selection.wholePage().check();
  return { selection, ids: made.map(({ _id }) => _id) };
}

test('deleting many: what failed is named with its reason, the rest is deleted, and trying again finishes', async ({
  page,
  desk: behind,
  proxied,
}) => {
  const { desk, upstream } = proxied;
  const api = identityApi(behind);
  const { selection, ids } = await selected(page, desk.url, api, ['lost', 'refused', 'plain']);
  const [lost = '', refused = '', plain = ''] = ids;
  await selection.action('Delete').click();
  const dialog = selection.deletion();
  await dialog.getByRole('textbox', { name: 'Type 3 to confirm' }).fill('3');

  upstream.forgetCalls();
  upstream.fail('answer-lost', { on: 'writes', id: lost });
  upstream.fail('422', { on: 'writes', id: refused });
  await dialog.getByRole('button', { name: 'Delete 3 identities' }).click();

  await expect(dialog.getByRole('alert')).toContainText('1 failed');
  await expect(dialog.getByRole('alert')).toContainText('2 deleted, 1 failed.');
  const failures = dialog.getByRole('list', { name: 'Failed' }).getByRole('listitem');
  await expect(failures).toHaveCount(1);
  await expect(failures).toContainText('refused');
  await expect(failures).toContainText('Validation failed');
  expect(await api.retrieve(lost)).toBeUndefined();
  expect(await api.retrieve(plain)).toBeUndefined();
  expect(writesOf(upstream.calls(), refused)).toBe(1);
  await expectAccessible(page);

  await steady(proxied);
  await dialog.getByRole('button', { name: 'Try the failed again' }).click();
  await expect(dialog).toContainText('3 deleted.');
  expect(writesOf(upstream.calls(), lost) + writesOf(upstream.calls(), plain)).toBe(0);
  expect(await api.retrieve(refused)).toBeUndefined();
});

test('tagging many: an answer lost is looked up, a failing service is waited for, and nothing is tagged twice', async ({
  page,
  desk: behind,
  proxied,
}) => {
  const { desk, upstream } = proxied;
  const api = identityApi(behind);
  const { selection, ids } = await selected(page, desk.url, api, ['lost', 'failing', 'slow', 'plain']);
  const [lost = '', failing = '', slow = '', plain = ''] = ids;
  await selection.prepareTags('Add tags', 'new');
  const dialog = selection.dialog();
  const begin = dialog.getByRole('button', { name: 'Add tags to 4 identities' });
  await expect(begin).toBeVisible();

  upstream.forgetCalls();
  upstream.fail('answer-lost', { on: 'writes', id: lost });
  upstream.fail('500', { on: 'writes', id: failing });
  upstream.fail('504', { on: 'writes', id: slow });
  await begin.click();
  await expect(dialog).toContainText(/It goes on by itself at \d\d:\d\d:\d\d\./);
  expect(await api.retrieve(failing)).toMatchObject({ tags: ['old'] });

  upstream.heal();
  await expect(dialog).toContainText('4 changed.', { timeout: 30_000 });
  for (const id of [lost, failing, slow, plain])
    expect(await api.retrieve(id)).toMatchObject({ tags: ['old', 'new'] });
  expect(writesOf(upstream.calls(), lost)).toBe(1);
  expect(writesOf(upstream.calls(), plain)).toBe(1);
});

test('a key that is refused stops the job, which says so and goes on once it is taken', async ({
  page,
  desk: behind,
  proxied,
}) => {
  const { desk, upstream } = proxied;
  const api = identityApi(behind);
  const names = ['1', '2', '3', '4', '5', '6'];
  const { selection } = await selected(page, desk.url, api, names);
  await selection.action('Delete').click();
  const dialog = selection.deletion();
  await dialog.getByRole('textbox', { name: 'Type 6 to confirm' }).fill('6');
  upstream.fail('401', { on: 'writes' });
  await dialog.getByRole('button', { name: 'Delete 6 identities' }).click();
  await expect(dialog).toContainText(/It goes on by itself at \d\d:\d\d:\d\d\./);
  await expect(dialog).toContainText('0 deleted');
  upstream.heal();
  await expect(dialog).toContainText('6 deleted.', { timeout: 30_000 });
});
