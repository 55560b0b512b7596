import { expect, expectAccessible, test, unique } from '../fixtures';
import { IdentityFormScreen } from '../screens/identity-form';
import { IdentityListScreen } from '../screens/identity-list';
import { identityApi } from '../support/identity-api';

test('a correction shows what will change, is saved, and the list is as it was left', async ({
  page,
  api,
}) => {
  const external_id = unique('correct');
  await api.create({
    external_id,
    display_name: 'Sofia Marnis',
    email: 'sofia@example.com',
    tags: ['a', 'b'],
  });
  const list = new IdentityListScreen(page);
  await list.open(`?search=${external_id}&sort=name`);
  await list.row('Sofia Marnis').getByRole('link').click();
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  const form = new IdentityFormScreen(page);
  await expect(form.externalId()).toHaveAttribute('readonly', '');
  await form.displayName().fill('Sofia Marinis');
  await page.getByRole('button', { name: 'Remove tag a' }).click();
  await expect(page.getByRole('main')).toContainText('Sofia Marnis');
  await expectAccessible(page);
  await form.save().click();
  await expect(page.getByRole('status').filter({ hasText: 'Changes saved' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Sofia Marinis' })).toBeVisible();
  expect(await api.retrieve(external_id)).toMatchObject({
    display_name: 'Sofia Marinis',
    email: 'sofia@example.com',
    tags: ['b'],
  });

  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`search=${external_id}&sort=name$`));
  await expect(list.row('Sofia Marinis')).toBeVisible();
});

test('texts, tags and metadata can be cleared', async ({ page, api }) => {
  const external_id = unique('clear');
  await api.create({
    external_id,
    display_name: 'Name',
    email: 'x@example.com',
    avatar_url: 'https://x.example/a.png',
    tags: ['t'],
    metadata: { a: 1 },
  });
  const form = new IdentityFormScreen(page);
  await form.openEdit(external_id);
  for (const field of [form.displayName(), form.email(), form.avatarUrl(), form.metadata()])
    await field.fill('');
  await page.getByRole('button', { name: 'Remove tag t' }).click();
  await form.save().click();
  await expect(page.getByRole('heading', { level: 1, name: external_id })).toBeVisible();
  const stored = await api.retrieve(external_id);
  expect(stored).toMatchObject({ tags: [], metadata: {} });
  for (const field of ['display_name', 'email', 'avatar_url']) expect(stored).not.toHaveProperty(field);
});

test('when someone else changed the same field, both versions are shown and the operator chooses', async ({
  page,
  api,
}) => {
  const external_id = unique('conflict');
  await api.create({ external_id, display_name: 'Before', tags: ['x'] });
  const form = new IdentityFormScreen(page);
  await form.openEdit(external_id);
  await form.displayName().fill('Mine');
  await api.update(external_id, { display_name: 'Theirs' });
  await form.save().click();
  const panel = page.getByRole('main').getByRole('radio', { name: /Theirs/ });
  await expect(panel).toBeVisible();
  expect(await api.retrieve(external_id)).toMatchObject({ display_name: 'Theirs' });
  await expectAccessible(page);
  await page.getByRole('radio', { name: /Mine/ }).check();
  await form.save().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mine' })).toBeVisible();
  expect(await api.retrieve(external_id)).toMatchObject({ display_name: 'Mine' });
});

test('two people who change different fields both keep their change', async ({ page, api }) => {
  const external_id = unique('both');
  await api.create({ external_id, display_name: 'Before' });
  const form = new IdentityFormScreen(page);
  await form.openEdit(external_id);
  await form.displayName().fill('After');
  await api.update(external_id, { email: 'theirs@example.com' });
  await form.save().click();
  await expect(page.getByRole('heading', { level: 1, name: 'After' })).toBeVisible();
  expect(await api.retrieve(external_id)).toMatchObject({
    display_name: 'After',
    email: 'theirs@example.com',
  });
});

test('only the changed fields are sent, and the whole tag list when tags changed', async ({
  page,
  desk: behind,
  proxied: { desk, upstream },
}) => {
  const external_id = unique('fields');
  await identityApi(behind).create({
    external_id,
    display_name: 'Name',
    email: 'x@example.com',
    tags: ['a', 'b'],
  });
  const sent: unknown[] = [];
  upstream.rewrite((method, body) => {
    if (method === 'PATCH') sent.push(body);
    return body;
  });
  await page.goto(`${desk.url}/identities/${external_id}/edit`);
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Remove tag a' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Changes saved' })).toBeVisible();
  expect(sent).toEqual([{ tags: ['b'] }]);
  upstream.heal();
});

test('an upstream that keeps a value which was to be cleared is told of, by field', async ({
  page,
  desk: behind,
  proxied: { desk, upstream },
}) => {
  const external_id = unique('kept');
  await identityApi(behind).create({ external_id, email: 'stays@example.com' });
  // As the current upstream probably does: null reads as absent.
  upstream.rewrite((_method, body) =>
    Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)),
  );
  await page.goto(`${desk.url}/identities/${external_id}/edit`);
  await page.waitForLoadState('networkidle');
  await page.getByRole('textbox', { name: 'Email' }).fill('');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Email' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue('stays@example.com');
  upstream.heal();
});

test('a save that fails loses nothing that was typed, and works once the upstream is back', async ({
  page,
  desk: behind,
  proxied: { desk, upstream },
}) => {
  const external_id = unique('fails');
  await identityApi(behind).create({ external_id, display_name: 'Before' });
  await page.goto(`${desk.url}/identities/${external_id}/edit`);
  await page.waitForLoadState('networkidle');
  const form = new IdentityFormScreen(page);
  await form.displayName().fill('After');
  upstream.fail('500');
  await form.save().click();
  await expect(page.getByRole('alert').filter({ hasText: 'The identity service failed' })).toBeVisible();
  await expect(form.displayName()).toHaveValue('After');
  upstream.heal();
  await form.save().click();
  await expect(page.getByRole('heading', { level: 1, name: 'After' })).toBeVisible();
});

test('tags can be changed from the row menu without leaving the list', async ({ page, api }) => {
  const external_id = unique('rowtags');
  await api.create({ external_id, display_name: external_id, tags: ['one'] });
  const list = new IdentityListScreen(page);
  await list.open(`?search=${external_id}`);
  await list
    .rows()
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await page.getByRole('menuitem', { name: 'Edit tags' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Tags' }).fill('two');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(list.rows().getByRole('button', { name: 'two', exact: true })).toBeVisible();
  expect((await api.retrieve(external_id))?.tags).toEqual(['one', 'two']);
});
