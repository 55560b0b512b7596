import { expect, expectAccessible, test, unique } from '../fixtures';
import { IdentityFormScreen } from '../screens/identity-form';
import { IdentityListScreen } from '../screens/identity-list';

test('a new identity with everything, without a mouse', async ({ page, api }) => {
  const form = new IdentityFormScreen(page);
  const external_id = unique('user');
  await form.openCreate();
  await form.externalId().focus();
  await page.keyboard.type(external_id);
  await page.keyboard.press('Tab');
  await expect(form.displayName()).toBeFocused();
  await page.keyboard.type('Ada Byrne');
  await form.email().focus();
  await page.keyboard.type('ada@example.com');
  await form.avatarUrl().focus();
  await page.keyboard.type('https://pictures.example/ada.png');
  await form.tags().focus();
  await page.keyboard.type('Big Deal');
  await page.keyboard.press('Enter');
  await page.keyboard.type('journey,');
  await expect(page.getByRole('button', { name: 'Remove tag journey' })).toBeVisible();
  await page.keyboard.type('slip');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  await expect(page.getByRole('button', { name: 'Remove tag slip' })).toHaveCount(0);
  await form.metadata().focus();
  await page.keyboard.type('{"seats": 9007199254740993}');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Identity created' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Byrne' })).toBeVisible();
  expect(await api.retrieve(external_id)).toMatchObject({
    display_name: 'Ada Byrne',
    email: 'ada@example.com',
    tags: ['Big Deal', 'journey'],
  });
  await expect(page.getByRole('region', { name: 'Metadata' })).toContainText('9007199254740993');

  // The list shows it at once, also where it was cached before.
  await page
    .getByRole('navigation', { name: 'Breadcrumb' })
    .getByRole('link', { name: 'Identities' })
    .click();
  await expect(new IdentityListScreen(page).row('Ada Byrne').first()).toBeVisible();
});

test('wrong input is refused field by field, with the focus on the first', async ({ page }) => {
  const form = new IdentityFormScreen(page);
  await form.openCreate();
  await form.email().fill('ada@');
  await form.email().blur();
  await expect(form.email()).toHaveAttribute('aria-invalid', 'true');
  await expect(form.email()).toHaveAccessibleDescription(/full email address/);
  await form.metadata().fill('{\n  "a": 1,\n}');
  await form.avatarUrl().fill('ftp://x');
  await form.create().click();
  await expect(form.externalId()).toBeFocused();
  await expect(form.externalId()).toHaveAccessibleDescription(/Enter an external ID/);
  await expect(form.metadata()).toHaveAccessibleDescription(/Line 3, column 1/);
  await expect(form.avatarUrl()).toHaveAccessibleDescription(/http:\/\/ or https:\/\//);
  await expectAccessible(page);
  await expect(form.email()).toHaveValue('ada@');
});

test('a taken external id is said on its field, and what was typed stays', async ({ page, api }) => {
  const form = new IdentityFormScreen(page);
  const external_id = unique('taken');
  const owner = await api.create({ external_id });
  await form.openCreate();
  await form.externalId().fill(external_id);
  await form.displayName().fill('Second');
  await form.create().click();
  await expect(form.externalId()).toBeFocused();
  await expect(form.externalId()).toHaveAttribute('aria-invalid', 'true');
  await expect(form.displayName()).toHaveValue('Second');
  await expect(
    page.getByRole('main').locator(`a[href*="${owner._id}"], a[href*="${external_id}"]`).first(),
  ).toBeVisible();
});

test('two clicks are one identity', async ({ page, api }) => {
  const form = new IdentityFormScreen(page);
  const external_id = unique('once');
  await form.openCreate();
  await form.externalId().fill(external_id);
  await form.create().dblclick();
  await expect(page.getByRole('heading', { level: 1, name: external_id })).toBeVisible();
  expect((await api.list({ search: external_id })).data).toHaveLength(1);
});

test('leaving asks first, and staying keeps every keystroke', async ({ page }) => {
  const form = new IdentityFormScreen(page);
  await form.openCreate();
  await form.displayName().fill('Half typed');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Identities' }).click();
  await page.getByRole('button', { name: /Stay/ }).click();
  await expect(form.displayName()).toHaveValue('Half typed');
  await expect(page).toHaveURL(/\/identities\/new$/);
  let asked = false;
  page.once('dialog', (dialog) => {
    asked = dialog.type() === 'beforeunload';
    void dialog.dismiss();
  });
  await page.reload({ timeout: 3_000 }).catch(() => {});
  expect(asked).toBe(true);
  await expect(form.displayName()).toHaveValue('Half typed');
});
