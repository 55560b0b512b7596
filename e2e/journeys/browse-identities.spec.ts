import { expect, expectAccessible, test } from '../fixtures';
import { IdentityListScreen } from '../screens/identity-list';

test('the first page shows 25 identities with their figures, and costs exactly one call of the API', async ({
  page,
  proxied,
}) => {
  const list = new IdentityListScreen(page);
  proxied.upstream.forgetCalls();
  await page.goto(`${proxied.desk.url}/`);
  await expect(page).toHaveURL(`${proxied.desk.url}/identities`);
  await expect(page).toHaveTitle('Identities · Identity Desk');
  await expect(list.heading()).toBeVisible();
  await expect(list.rows()).toHaveCount(25);
  await page.waitForLoadState('networkidle');
  expect(proxied.upstream.calls()).toEqual(['GET /v2/identities?limit=25&include_metrics=true']);
  for (const name of [
    'Identity',
    'External ID',
    'Tags',
    'Requests',
    'Cost',
    'Tokens',
    'Error rate',
    'Updated',
  ])
    await expect(list.table().getByRole('columnheader', { name, exact: true })).toBeVisible();
});

test('walking to the last page and back shows every identity once, in the same order', async ({
  page,
  api,
}) => {
  // 2,400 identities at 50 a page, both ways.
  test.setTimeout(180_000);
  const list = new IdentityListScreen(page);
  await list.open('?limit=50&sort=updated');
  const pages: string[][] = [await list.ids()];
  while ((await list.nextPage().getAttribute('aria-disabled')) !== 'true') {
    const before = page.url();
    await list.nextPage().click();
    await expect(page).not.toHaveURL(before);
    await expect.poll(() => list.ids()).not.toEqual(pages.at(-1));
    pages.push(await list.ids());
  }
  const all = pages.flat();
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(2_400);
  const newest = (await api.list({ limit: '1', sort_by: 'IDENTITY_SORT_FIELD_UPDATED' })).data[0];
  expect(all[0]).toBe(`/identities/${newest?._id}`);

  for (const expected of pages.slice(0, -1).reverse()) {
    const before = page.url();
    await list.previousPage().click();
    await expect(page).not.toHaveURL(before);
    await expect.poll(() => list.ids()).toEqual(expected);
  }
  await expect(list.previousPage()).toHaveAttribute('aria-disabled', 'true');
});

test('page, sort and page size live in the address; Back, reload and a link give the same view', async ({
  page,
  context,
}) => {
  const list = new IdentityListScreen(page);
  await list.open();
  await list.sort().selectOption('Name');
  await expect(page).toHaveURL(/\?sort=name$/);
  await list.rowsPerPage().selectOption('10');
  await expect(page).toHaveURL(/\?sort=name&limit=10$/);
  await expect(list.rows()).toHaveCount(10);
  const first = await list.ids();
  await list.nextPage().click();
  await expect(page).toHaveURL(/\?sort=name&limit=10&after=/);
  await expect.poll(() => list.ids()).not.toEqual(first);
  const second = await list.ids();

  await page.reload();
  await expect.poll(() => list.ids()).toEqual(second);
  const elsewhere = new IdentityListScreen(await context.newPage());
  await elsewhere.page.goto(page.url());
  await expect.poll(() => elsewhere.ids()).toEqual(second);

  await page.goBack();
  await expect.poll(() => list.ids()).toEqual(first);
  await page.goForward();
  await expect.poll(() => list.ids()).toEqual(second);
  // A change of the page size starts again at the first page.
  await list.rowsPerPage().selectOption('25');
  await expect(page).toHaveURL(/\?sort=name$/);
});

test('opening a row and coming back gives the same rows, scroll and focus', async ({ page }) => {
  const list = new IdentityListScreen(page);
  await list.open('?tag=pro');
  await list.nextPage().click();
  await expect(page).toHaveURL(/after=/);
  const ids = await list.ids();
  const link = list.names().nth(15);
  const name = (await link.textContent()) ?? '';
  await link.scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  const scroll = await page.evaluate(() => window.scrollY);
  await link.click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.goBack();
  await expect.poll(() => list.ids()).toEqual(ids);
  await expect(list.names().nth(15)).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(scroll);
});

test('a broken address never breaks the page and is corrected', async ({ page }) => {
  const list = new IdentityListScreen(page);
  await list.open('?sort=sideways&limit=7&after=&nonsense=1');
  await expect(list.rows()).toHaveCount(25);
  await expect(page).toHaveURL(/\/identities$/);
  await list.open('?after=no-such-cursor');
  await expect(list.rows()).toHaveCount(25);
  await expect(page).toHaveURL(/\/identities$/);
});

test('figures are aligned, missing is never zero', async ({ page }) => {
  const list = new IdentityListScreen(page);
  await list.open('?search=edge-no-metrics-1');
  await expect(list.rows()).toHaveCount(1);
  await expect(list.rows().getByText('not reported')).toHaveCount(4);
  await list.open('?search=edge-cost-0.0049');
  await expect(list.rows().getByText('<$0.01')).toBeVisible();
  await list.open('?search=edge-cost-123456.78');
  await expect(list.rows().getByText('$123,456.78')).toBeVisible();
  for (const cell of ['requests', 'cost', 'tokens', 'error-rate']) {
    const style = await list
      .rows()
      .first()
      .locator(`[data-cell="${cell}"]`)
      .evaluate((element) => {
        const { textAlign, fontVariantNumeric } = getComputedStyle(element);
        return { textAlign, fontVariantNumeric };
      });
    expect(style).toEqual({ textAlign: 'right', fontVariantNumeric: 'tabular-nums' });
  }
});

test('an empty workspace says so and leads to the first identity', async ({ page, emptyDesk }) => {
  await page.goto(`${emptyDesk.url}/identities`);
  await expect(page.getByRole('heading', { name: 'No identities yet' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'New identity' }).click();
  await expect(page).toHaveURL(/\/identities\/new$/);
});
