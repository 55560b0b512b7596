import { expect, expectAccessible, test, unique } from '../fixtures';
import { IdentityFormScreen } from '../screens/identity-form';

/** The page is from before a deployment: the server answers an id of an action that its build does not have. */
test.describe('a form from before a deployment', () => {
  test.use({ expectedConsole: [/409 \(Conflict\)/] });

  test.beforeEach(async ({ page }) => {
    await page.route('**/identities/**', async (route) => {
      const headers = route.request().headers();
      if (headers['next-action'] === undefined) return route.fallback();
      // Only the id is that of another build; the answer is the real server's.
      await route.continue({ headers: { ...headers, 'next-action': '40' + 'ab'.repeat(20) } });
    });
  });

  test('says that the dashboard was updated, and keeps what was typed', async ({ page, api }) => {
    const form = new IdentityFormScreen(page);
    const external_id = unique('old-tab');
    await form.openCreate();
    await form.externalId().fill(external_id);
    await form.displayName().fill('Typed in an old tab');
    await form.create().click();
    const alert = page.getByRole('alert').filter({ hasText: 'The dashboard was updated' });
    await expect(alert).toContainText('Nothing was changed. Reload the page to go on.');
    await expect(form.externalId()).toHaveValue(external_id);
    await expect(form.displayName()).toHaveValue('Typed in an old tab');
    await expectAccessible(page);
    expect(await api.retrieve(external_id)).toBeUndefined();

    // After the reload, which asks before it drops what was typed, the page is of the new build and works.
    await page.unrouteAll();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.waitForLoadState('networkidle');
    await form.externalId().fill(external_id);
    await form.create().click();
    await expect(page.getByRole('status').filter({ hasText: 'Identity created' })).toBeVisible();
  });

  test('says so in the edit form as well', async ({ page, api }) => {
    const { _id, external_id } = await api.create({
      external_id: unique('old-tab'),
      display_name: 'As it was',
    });
    const form = new IdentityFormScreen(page);
    await form.openEdit(_id);
    await form.displayName().fill('As it should be');
    await form.save().click();
    await expect(page.getByRole('alert').filter({ hasText: 'The dashboard was updated' })).toBeVisible();
    await expect(form.displayName()).toHaveValue('As it should be');
    expect(await api.retrieve(external_id)).toMatchObject({ display_name: 'As it was' });
  });
});
