import { expect, expectAccessible, test, unique } from '../fixtures';
import { AuditLogScreen } from '../screens/audit-log';
import { IdentityFormScreen } from '../screens/identity-form';
import { IdentityPageScreen } from '../screens/identity-page';

test('Undo on the toast takes a save back at once, by key too', async ({ page, api }) => {
  const external_id = unique('undo');
  await api.create({ external_id, display_name: 'Ada', tags: ['a'] });
  const form = new IdentityFormScreen(page);
  await form.openEdit(external_id);
  await form.displayName().fill('Wrong');
  await form.save().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Wrong' })).toBeVisible();
  await page.keyboard.press('F8');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Change taken back' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada' })).toBeVisible();
  expect((await api.retrieve(external_id))?.display_name).toBe('Ada');

  await page.getByRole('button', { name: 'Edit tags' }).click();
  await page.getByRole('combobox', { name: 'Tags' }).fill('b');
  await page.getByRole('combobox', { name: 'Tags' }).press('Enter');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Changes saved' })).toBeVisible();
  // Somebody else was quicker: nothing is overwritten.
  await api.update(external_id, { tags: ['theirs'] });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(
    page.getByRole('alert').filter({ hasText: 'Not taken back: Tags changed again since' }),
  ).toBeVisible();
  expect((await api.retrieve(external_id))?.tags).toEqual(['theirs']);
});

test('an edit is taken back from the history, with a choice where it changed again since', async ({
  page,
  api,
}) => {
  const external_id = unique('back');
  const made = await api.create({ external_id, display_name: 'Ada', email: 'ada@example.com', tags: ['a'] });
  const form = new IdentityFormScreen(page);
  await form.openEdit(external_id);
  await form.displayName().fill('Wrong');
  await form.email().fill('wrong@example.com');
  await form.save().click();
  const log = new AuditLogScreen(page);
  await expect(log.history()).toContainText('Edited identity');
  await api.update(made._id, { display_name: 'Theirs' });

  await log.details('Edited identity', log.history());
  await log.history().getByRole('button', { name: 'Take back…' }).click();
  await expect(log.dialog()).toContainText('It was changed again since');
  await expect(log.dialog().getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectAccessible(page);
  await log.dialog().getByRole('button', { name: 'Take back' }).click();
  await expect(log.dialog()).toContainText('Choose which value to keep.');
  await log
    .dialog()
    .getByRole('radio', { name: /Keep what is stored now/ })
    .check();
  await log.dialog().getByRole('button', { name: 'Take back' }).click();
  await expect(log.dialog()).toHaveCount(0);
  expect(await api.retrieve(external_id)).toMatchObject({ display_name: 'Theirs', email: 'ada@example.com' });
  await expect(log.history()).toContainText('taken back');
  await expect(log.history()).toContainText('Taken back by admin@demo.example');

  await log.history().getByRole('link', { name: 'Show all in the audit log' }).click();
  await expect(page).toHaveURL(`/audit?identity=${made._id}`);
  await expect(log.rows()).toHaveCount(2);
  await log.rows().nth(0).getByRole('button').click();
  await expect(page.getByText('Took back an earlier change')).toBeVisible();
  await page.getByRole('link', { name: 'show that entry' }).click();
  await expect(page).toHaveURL(/\?entry=/);
  await expect(log.rows()).toHaveCount(1);
  await expect(log.rows()).toContainText('taken back');
});

test.describe('an identity that is gone', () => {
  test.use({ expectedConsole: [/404/] });

  test('shows its history and is created again, with plain words on what does not come back', async ({
    page,
    api,
  }) => {
    const external_id = unique('again');
    const made = await api.create({
      external_id,
      display_name: 'Ada',
      email: 'ada@example.com',
      tags: ['vip'],
      metadata: { plan: 'pro' },
    });
    const identity = new IdentityPageScreen(page);
    await identity.open(external_id);
    await identity.delete().click();
    await page.getByRole('textbox', { name: `Type ${external_id} to confirm` }).fill(external_id);
    await page.getByRole('button', { name: 'Delete identity' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Identity deleted' })).toBeVisible();

    await identity.open(external_id);
    await expect(identity.heading('Identity not found')).toBeVisible();
    const log = new AuditLogScreen(page);
    await log.details('Deleted identity', log.history());
    await log.history().getByRole('button', { name: 'Create again…' }).click();
    await expect(log.dialog()).toContainText('It gets a new ID');
    await expect(log.dialog()).toContainText('Usage is not moved');
    await expect(log.dialog()).toContainText('metadata does not come back (plan)');
    await expectAccessible(page);
    await log.dialog().getByRole('button', { name: 'Create again' }).click();
    await expect(log.dialog()).toContainText('Its new ID is');
    const again = await api.retrieve(external_id);
    expect(again).toMatchObject({
      display_name: 'Ada',
      email: 'ada@example.com',
      tags: ['vip'],
      metadata: {},
    });
    expect(again?._id).not.toBe(made._id);
    await expect(log.dialog()).toContainText(again?._id ?? 'no identity');
    await log.dialog().getByRole('button', { name: 'Open the identity' }).click();
    await expect(identity.heading('Ada')).toBeVisible();
    await log.details('Created identity', log.history());
    await expect(log.history()).toContainText('Created again after a deletion');

    // By its old ID it is still gone, and what was done about that is said.
    await identity.open(made._id);
    await log.details('Deleted identity', log.history());
    await expect(log.history()).toContainText('Created again by admin@demo.example');
    await expect(log.history().getByRole('button', { name: 'Create again…' })).toHaveCount(0);
  });
});

test('the history costs no call of the API, and an identity without one says so', async ({
  page,
  proxied: { desk, upstream },
  api,
}) => {
  const external_id = unique('calls');
  await api.create({ external_id, display_name: 'Ada' });
  upstream.forgetCalls();
  await page.goto(`${desk.url}/identities/${external_id}`);
  const log = new AuditLogScreen(page);
  await expect(log.history()).toContainText('Nothing has been changed here.');
  await page.waitForLoadState('networkidle');
  // What the page itself is drawn from: the identity and its budget.
  expect(upstream.calls().filter((call) => call.includes(external_id))).toHaveLength(2);
});
