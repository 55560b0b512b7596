import { expect, expectAccessible, test, unique } from '../fixtures';
import { IdentityListScreen } from '../screens/identity-list';
import { identityApi } from '../support/identity-api';
import { steady } from '../support/steady';

// A run over many says of each identity what became of it, and repeats none that was carried out.
test.describe.configure({ mode: 'serial' });
test.afterEach(({ proxied }) => steady(proxied));

const writesOf = (calls: string[], id: string) =>
  calls.filter((call) => !call.startsWith('GET') && call.includes(id)).length;

test('deleting many: what failed is named with its reason, the rest is deleted, and trying again finishes', async ({
  page,
  desk: behind,
  proxied,
}) => {
  const { desk, upstream } = proxied;
  const api = identityApi(behind);
  const prefix = unique('bulk-fault');
  const make = (name: string) =>
    api.create({ external_id: `${prefix}-${name}`, display_name: `${prefix} ${name}` });
  const [lost, refused, broken, plain] = [
    await make('lost'),
    await make('refused'),
    await make('broken'),
    await make('plain'),
  ];
  const list = new IdentityListScreen(page);
  await page.goto(`${desk.url}/identities?search=${prefix}`);
  await expect(list.rows()).toHaveCount(4);
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('textbox', { name: 'Type 4 to confirm' }).fill('4');

  upstream.forgetCalls();
  upstream.fail('answer-lost', { on: 'writes', id: lost._id });
  upstream.fail('403', { on: 'writes', id: refused._id });
  upstream.fail('reset', { on: 'writes', id: broken._id });
  await page.getByRole('button', { name: 'Delete 4 identities' }).click();

  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('alert')).toContainText('2 failed');
  await expect(dialog.getByRole('alert')).toContainText('2 identities deleted');
  const failures = dialog.getByRole('list', { name: 'Failed' }).getByRole('listitem');
  await expect(failures).toHaveCount(2);
  await expect(failures.filter({ hasText: `${prefix} refused` })).toContainText(
    'The API key may not do this.',
  );
  await expect(failures.filter({ hasText: `${prefix} broken` })).toContainText('Nothing was changed.');
  expect(await api.retrieve(lost._id)).toBeUndefined();
  expect(await api.retrieve(plain._id)).toBeUndefined();
  expect(writesOf(upstream.calls(), refused._id)).toBe(1);
  expect(writesOf(upstream.calls(), broken._id)).toBe(2);
  await expectAccessible(page);

  await steady(proxied);
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog).toHaveCount(0);
  expect(writesOf(upstream.calls(), lost._id) + writesOf(upstream.calls(), plain._id)).toBe(0);
  expect(await api.retrieve(refused._id)).toBeUndefined();
  expect(await api.retrieve(broken._id)).toBeUndefined();
});

test('tagging many: an answer lost is looked up, a failing service is named, and nothing is tagged twice', async ({
  page,
  desk: behind,
  proxied,
}) => {
  const { desk, upstream } = proxied;
  const api = identityApi(behind);
  const prefix = unique('bulk-fault');
  const make = (name: string) =>
    api.create({ external_id: `${prefix}-${name}`, display_name: `${prefix} ${name}`, tags: ['old'] });
  const [lost, failing, slow, plain] = [
    await make('lost'),
    await make('failing'),
    await make('slow'),
    await make('plain'),
  ];
  await page.goto(`${desk.url}/identities?search=${prefix}`);
  await expect(new IdentityListScreen(page).rows()).toHaveCount(4);
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Add tags' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Tags' }).fill('new,');

  upstream.forgetCalls();
  upstream.fail('answer-lost', { on: 'writes', id: lost._id });
  upstream.fail('500', { on: 'writes', id: failing._id });
  upstream.fail('504', { on: 'writes', id: slow._id });
  await dialog.getByRole('button', { name: /^Add/ }).last().click();

  await expect(dialog.getByRole('alert')).toContainText('2 failed');
  const failures = dialog.getByRole('list', { name: 'Failed' }).getByRole('listitem');
  await expect(failures.filter({ hasText: `${prefix} failing` })).toContainText(
    'The identity service failed. It said: internal server error. Nothing was changed.',
  );
  await expect(failures.filter({ hasText: `${prefix} slow` })).toContainText(
    'It may have been done or not; trying again does no harm.',
  );
  expect(await api.retrieve(lost._id)).toMatchObject({ tags: ['old', 'new'] });
  expect(await api.retrieve(plain._id)).toMatchObject({ tags: ['old', 'new'] });
  expect(await api.retrieve(failing._id)).toMatchObject({ tags: ['old'] });
  expect(writesOf(upstream.calls(), lost._id)).toBe(1);

  await steady(proxied);
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog).toHaveCount(0);
  for (const { _id } of [failing, slow])
    expect(await api.retrieve(_id)).toMatchObject({ tags: ['old', 'new'] });
  expect(writesOf(upstream.calls(), lost._id)).toBe(0);
});

test('a key that is refused for one is refused for all: the run stops and nobody is asked for the rest', async ({
  page,
  desk: behind,
  proxied,
}) => {
  const { desk, upstream } = proxied;
  const api = identityApi(behind);
  const prefix = unique('bulk-fault');
  for (let count = 0; count < 6; count += 1) await api.create({ external_id: `${prefix}-${count}` });
  await page.goto(`${desk.url}/identities?search=${prefix}`);
  await expect(new IdentityListScreen(page).rows()).toHaveCount(6);
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('textbox', { name: 'Type 6 to confirm' }).fill('6');
  upstream.fail('401');
  await page.getByRole('button', { name: 'Delete 6 identities' }).click();
  const alert = page.getByRole('alertdialog').getByRole('alert');
  await expect(alert).toContainText('3 failed');
  await expect(alert).toContainText('3 were not tried, because the same would have met them.');
  await expect(page.getByRole('alertdialog').getByRole('listitem')).toHaveCount(3);
  await steady(proxied);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('status').filter({ hasText: '6 identities deleted' })).toBeVisible();
});
