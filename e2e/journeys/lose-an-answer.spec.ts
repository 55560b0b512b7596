import { expect, test, unique } from '../fixtures';
import { IdentityFormScreen } from '../screens/identity-form';
import { identityApi } from '../support/identity-api';
import { steady } from '../support/steady';

// A change is never repeated blindly: whether it was made is looked up, and the operator reads what is true.
test.describe.configure({ mode: 'serial' });
test.afterEach(({ proxied }) => steady(proxied));

const writes = (calls: string[], method: string) =>
  calls.filter((call) => call.startsWith(`${method} /v2/identities`)).length;

test('a create whose answer is lost is found to be done, and is sent once', async ({
  page,
  desk: behind,
  proxied: { desk, upstream },
}) => {
  const external_id = unique('lost-create');
  const form = new IdentityFormScreen(page);
  await page.goto(`${desk.url}/identities/new`);
  await page.waitForLoadState('networkidle');
  await form.externalId().fill(external_id);
  await form.displayName().fill('Found again');
  upstream.forgetCalls();
  upstream.failWrites('answer-lost');
  await page.getByRole('button', { name: 'Create identity' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Identity created' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Found again' })).toBeVisible();
  expect(writes(upstream.calls(), 'POST')).toBe(1);
  expect(await identityApi(behind).retrieve(external_id)).toMatchObject({ display_name: 'Found again' });
});

test('a create that never arrived is said not to be made, and can be sent again', async ({
  page,
  proxied: { desk, upstream },
}) => {
  const external_id = unique('lost-create');
  const form = new IdentityFormScreen(page);
  await page.goto(`${desk.url}/identities/new`);
  await page.waitForLoadState('networkidle');
  await form.externalId().fill(external_id);
  upstream.failWrites('change-lost');
  await page.getByRole('button', { name: 'Create identity' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing was changed' })).toBeVisible();
  await expect(form.externalId()).toHaveValue(external_id);
  upstream.heal();
  await page.getByRole('button', { name: 'Create identity' }).click();
  await expect(page.getByRole('heading', { level: 1, name: external_id })).toBeVisible();
});

test('a create whose answer is lost where another identity has the id is said on the field', async ({
  page,
  desk: behind,
  proxied: { desk, upstream },
}) => {
  const external_id = unique('lost-create');
  await identityApi(behind).create({ external_id, display_name: 'Theirs' });
  const form = new IdentityFormScreen(page);
  await page.goto(`${desk.url}/identities/new`);
  await page.waitForLoadState('networkidle');
  await form.externalId().fill(external_id);
  await form.displayName().fill('Mine');
  upstream.failWrites('answer-lost');
  await page.getByRole('button', { name: 'Create identity' }).click();
  await expect(form.externalId()).toHaveAccessibleDescription(/Another identity has this external ID/);
  await expect(form.displayName()).toHaveValue('Mine');
});

test('a correction whose answer is lost is found to be saved; one that never arrived is not', async ({
  page,
  desk: behind,
  proxied: { desk, upstream },
}) => {
  const external_id = unique('lost-save');
  const api = identityApi(behind);
  await api.create({ external_id, display_name: 'Before', tags: ['a'] });
  const form = new IdentityFormScreen(page);
  await page.goto(`${desk.url}/identities/${external_id}/edit`);
  await page.waitForLoadState('networkidle');
  await form.displayName().fill('After');
  upstream.failWrites('change-lost');
  await form.save().click();
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing was changed' })).toBeVisible();
  expect(await api.retrieve(external_id)).toMatchObject({ display_name: 'Before' });

  upstream.forgetCalls();
  upstream.failWrites('answer-lost');
  await form.save().click();
  await expect(page.getByRole('status').filter({ hasText: 'Changes saved' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'After' })).toBeVisible();
  expect(writes(upstream.calls(), 'PATCH')).toBe(1);
});

test('a deletion whose answer is lost is found to be done', async ({
  page,
  desk: behind,
  proxied: { desk, upstream },
}) => {
  const external_id = unique('lost-delete');
  await identityApi(behind).create({ external_id });
  await page.goto(`${desk.url}/identities/${external_id}`);
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('textbox', { name: `Type ${external_id} to confirm` }).fill(external_id);
  upstream.failWrites('answer-lost');
  await page.getByRole('button', { name: 'Delete identity' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Identity deleted' })).toBeVisible();
  expect(await identityApi(behind).retrieve(external_id)).toBeUndefined();
});
