import { expect, expectAccessible, test, unique } from '../fixtures';
import { IdentityListScreen } from '../screens/identity-list';

test('half an email finds the person; the search is in the address', async ({ page }) => {
  const list = new IdentityListScreen(page);
  await list.open();
  await page.keyboard.press('/');
  await expect(list.search()).toBeFocused();
  await page.keyboard.type('mei-lin', { delay: 30 });
  await expect(page).toHaveURL(/\?search=mei-lin$/);
  await expect(list.rows()).toHaveCount(1);
  await expect(list.search()).toBeFocused();
  await expect(list.search()).toHaveValue('mei-lin');
  await page.keyboard.press('Escape');
  await expect(list.search()).toHaveValue('');
  await expect(list.rows()).toHaveCount(25);
  await page.keyboard.press('Escape');
  await expect(list.search()).not.toBeFocused();
});

test('one character is not searched for, and the box says so', async ({ page }) => {
  const list = new IdentityListScreen(page);
  await list.open();
  await list.search().fill('a');
  await expect(page.getByText('Type at least 2 characters.')).toBeVisible();
  await expect(page).toHaveURL(/\/identities$/);
});

test('late answers never overwrite newer ones, nor touch what is typed', async ({ page }) => {
  const list = new IdentityListScreen(page);
  await list.open();
  // The answer to the first text arrives after that to the second.
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/api\/identities\?search=northwind$/, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await list.search().fill('northwind');
  await expect(page).toHaveURL(/search=northwind$/);
  await expect(list.table()).toHaveAttribute('aria-busy', 'true');
  await expect(list.rows()).toHaveCount(25);
  await list.search().fill('edge-none');
  await expect(list.rows()).toHaveCount(1);
  release();
  await page.waitForLoadState('networkidle');
  await expect(list.rows().getByRole('link', { name: 'edge-none' })).toBeVisible();
  await expect(list.search()).toHaveValue('edge-none');
});

test('an exact id, external id or email is offered first as "Open …"', async ({ page, api }) => {
  const list = new IdentityListScreen(page);
  const mei = await api.retrieve('user_mei-lin-zhao');
  if (mei?.email === undefined) throw new Error('the story is not seeded');
  for (const reference of [
    mei._id,
    mei.external_id,
    mei.email.toUpperCase(),
    `http://127.0.0.1:3000/identities/${mei._id}`,
  ]) {
    await list.open();
    await list.search().fill(reference);
    const offer = page.getByRole('link', { name: /^Open Mei-Lin/ });
    await expect(offer).toBeVisible();
    await offer.click();
    await expect(page).toHaveURL(new RegExp(`/identities/${mei._id}$`));
  }
});

test('tags filter by any of them, by suggestion, by free entry and by a click on a chip', async ({
  page,
  api,
}) => {
  // The newest comes first, so a chip to click is on the first page whatever other journeys made.
  await api.create({ external_id: unique('chip'), tags: ['free'] });
  const list = new IdentityListScreen(page);
  await list.open();
  await list.tagFilter().click();
  await page.getByRole('combobox', { name: 'Tag' }).fill('pro');
  await page
    .getByRole('option', { name: /^pro\b/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\?tag=pro$/);
  await page.getByRole('combobox', { name: 'Tag' }).fill('churn-risk');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?tag=pro&tag=churn-risk$/);
  await page.keyboard.press('Escape');
  await list.settled();
  const tags = await list.rows().locator('[data-cell="tags"]').allTextContents();
  expect(tags.every((text) => /pro|churn-risk|\+\d/.test(text))).toBe(true);

  await page.getByRole('button', { name: 'Remove tag pro' }).click();
  await expect(page).toHaveURL(/\?tag=churn-risk$/);
  await list.clearFilters().click();
  await expect(page).toHaveURL(/\/identities$/);
  await list.rows().getByRole('button', { name: 'free', exact: true }).first().click();
  await expect(page).toHaveURL(/\?tag=free$/);
});

test('a deep link restores search, tags, sort and page size together', async ({ page }) => {
  const list = new IdentityListScreen(page);
  await list.open('?search=an&tag=pro&tag=vip&sort=name&limit=10');
  await expect(list.search()).toHaveValue('an');
  await expect(page.getByRole('button', { name: 'Remove tag pro' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove tag vip' })).toBeVisible();
  await expect(list.sort()).toHaveValue('name');
  await expect(list.rowsPerPage()).toHaveValue('10');
  await expect(list.rows()).toHaveCount(10);
  await list.nextPage().click();
  await expect(page).toHaveURL(/\?search=an&tag=pro&tag=vip&sort=name&limit=10&after=/);
  await list.clearFilters().click();
  await expect(page).toHaveURL(/\?sort=name&limit=10$/);
});

test('when nothing matches the filters stay in place and clearing shows all rows again', async ({ page }) => {
  const list = new IdentityListScreen(page);
  await list.open(`?search=${unique('nobody')}`);
  await expect(page.getByRole('heading', { name: 'No identities match' })).toBeVisible();
  await expect(list.search()).toBeVisible();
  await expectAccessible(page);
  await list.clearFilters().click();
  await expect(list.rows()).toHaveCount(25);
});

test('every seeded identity is found by its external id, its name and its email', async ({ page, api }) => {
  test.setTimeout(120_000);
  const list = new IdentityListScreen(page);
  const sample: { external_id: string; display_name?: string | undefined; email?: string | undefined }[] = [];
  let after: string | undefined;
  for (let count = 0; count < 6; count += 1) {
    const { data } = await api.list({ limit: '50', ...(after !== undefined && { starting_after: after }) });
    sample.push(...data.filter((_, at) => at % 13 === count % 13));
    after = data.at(-1)?._id;
  }
  for (const identity of sample) {
    const words = [identity.external_id, identity.email, ...(identity.display_name ?? '').split(/\s+/)];
    for (const word of words.filter((text) => text !== undefined && [...text].length >= 2)) {
      const answer = await page.request.get(
        `/api/identities?${new URLSearchParams({ search: String(word), limit: '50' })}`,
      );
      const { value } = (await answer.json()) as {
        value: { rows: { external_id: string }[]; has_more: boolean };
      };
      const found = value.rows.some(({ external_id }) => external_id === identity.external_id);
      expect(found || value.has_more, `${identity.external_id} by ${word}`).toBe(true);
    }
  }
  expect(sample.length).toBeGreaterThan(20);
  await list.open();
});

test('the command palette finds identities and runs actions by keyboard alone', async ({ page }) => {
  await page.goto('/identities');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('northwind');
  await expect(palette.getByRole('option', { name: /Northwind Letters/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Northwind Letters' })).toBeVisible();
});

test('the palette runs what the page offers, in words begun in any order', async ({ page }) => {
  const list = new IdentityListScreen(page);
  await list.open('?search=an');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  const run = async (words: string, option: string) => {
    await page.keyboard.press('Control+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
    await page.keyboard.type(words);
    await expect(palette.getByRole('option', { name: option })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(palette).toHaveCount(0);
  };
  await run('cost sort', 'Sort by: Highest cost');
  await expect(page).toHaveURL(/\?search=an&sort=cost$/);
  await run('clear', 'Clear filters');
  await expect(page).toHaveURL(/\?sort=cost$/);
  await run('rows 10', 'Rows per page: 10');
  await expect(page).toHaveURL(/\?sort=cost&limit=10$/);
  await list.settled();
  await run('select all', 'Select all on this page');
  const selection = page.getByRole('region', { name: 'Selection' });
  await expect(selection).toContainText('10 selected');
  await run('selection clear', 'Selection: Clear selection');
  await expect(selection).toHaveCount(0);
  await run('search iden', 'Search identities');
  await expect(list.search()).toBeFocused();
  await run('audit', 'Audit log');
  await expect(page.getByRole('heading', { level: 1, name: 'Audit log' })).toBeVisible();
});

test('identities that are found late move nothing that is highlighted', async ({ page }) => {
  await new IdentityListScreen(page).open();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/api\/identities\?search=/, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await palette.getByRole('combobox').fill('so');
  const highlighted = palette.getByRole('option', { selected: true });
  await page.keyboard.press('ArrowDown');
  const words = await highlighted.textContent();
  // Within the list: the palette itself may still be rising into its place.
  const place = async () =>
    ((await highlighted.boundingBox())?.y ?? 0) -
    ((await palette.getByRole('listbox').boundingBox())?.y ?? 0);
  const before = await place();
  expect(words).toMatch(/^Sort by: /);
  await expect(palette.getByText('Searching identities…')).toBeVisible();
  release();
  await expect(palette.getByText(/identit(y|ies) found\./)).toBeVisible();
  expect(await highlighted.textContent()).toBe(words);
  expect(await place()).toBeCloseTo(before, 0);
});

test('on a detail page the palette edits, copies and opens dialogs, and gives the focus to them', async ({
  page,
  api,
}) => {
  const { _id, external_id } = await api.create({ external_id: unique('palette') });
  await page.goto(`/identities/${_id}`);
  await page.waitForLoadState('networkidle');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('delete');
  await expect(palette.getByRole('option', { name: 'Delete', exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('alertdialog', { name: `Delete ${external_id}?` });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('set budget');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /budget/i })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('edit');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeVisible();
});

test.describe('for viewers', () => {
  test.use({ role: 'viewer' });
  test('the palette says why an action does nothing, and offers no page that is closed', async ({ page }) => {
    await page.goto('/identities/user_mei-lin-zhao');
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Command palette' });
    await palette.getByRole('combobox').fill('delete');
    await expect(palette.getByRole('option', { name: /^Delete , not now: Your role, viewer/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(palette.getByRole('status')).toContainText('Your role, viewer, does not allow this');
    await palette.getByRole('combobox').fill('operators');
    await expect(palette.getByRole('option', { name: 'Operators' })).toHaveCount(0);
  });
});

test('recent identities are those of this operator and end with the sign-out', async ({ page }) => {
  await page.goto('/identities/user_mei-lin-zhao');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Mei-Lin/);
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('option', { name: /^Mei-Lin/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
  await page.reload();
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('option', { name: 'Overview' })).toBeVisible();
});

test('the key of the palette is heard before the scripts of the page are there', async ({ page }) => {
  let release = () => {};
  const pressed = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/_next/static/**/*.js*', async (route) => {
    await pressed;
    await route.continue();
  });
  await page.goto('/identities', { waitUntil: 'commit' });
  await expect(page.getByRole('searchbox', { name: 'Search identities' })).toBeVisible();
  await page.keyboard.press('Control+k');
  release();
  await expect(page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox')).toBeFocused();
});
