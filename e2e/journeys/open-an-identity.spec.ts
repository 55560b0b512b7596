import { expect, expectAccessible, test } from '../fixtures';
import { IdentityListScreen } from '../screens/identity-list';
import { IdentityPageScreen } from '../screens/identity-page';

test('both ids open the same page: name, figures, profile, metadata', async ({ page, api }) => {
  const screen = new IdentityPageScreen(page);
  const identity = await api.retrieve('cust_northwind-letters');
  if (identity === undefined) throw new Error('the story is not seeded');
  for (const id of [identity._id, identity.external_id]) {
    await screen.open(id);
    await expect(page).toHaveTitle('Northwind Letters · Identity Desk');
    await expect(screen.heading('Northwind Letters')).toBeVisible();
    await expect(page.getByRole('img', { name: 'Avatar of Northwind Letters' })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Breadcrumb' })).toBeVisible();
    expect(await screen.figure('Requests')).toContain(
      identity.metrics?.total_requests.toLocaleString('en-US'),
    );
    expect(await screen.figure('Cost')).toContain('$');
    await expect(screen.usage()).toContainText('per 1,000 requests');
    await expect(screen.usage()).toContainText(/about [\d,]+ of [\d,]+ requests|0%/);
    await expect(screen.usage()).toContainText('Europe/Berlin');
    await expect(screen.profile()).toBeVisible();
    await expect(screen.metadata()).toBeVisible();
  }
});

test('opening an identity costs one call of the API, one each for its budget and its email, and one report of its days', async ({
  page,
  proxied: { desk, upstream },
}) => {
  upstream.forgetCalls();
  await page.goto(`${desk.url}/identities/user_mei-lin-zhao`);
  await page.waitForLoadState('networkidle');
  expect(upstream.calls().sort()).toEqual([
    'GET /v2/budgets?limit=10&scope_kind=BUDGET_SCOPE_KIND_IDENTITY&scope_target_id=user_mei-lin-zhao',
    'GET /v2/identities/user_mei-lin-zhao?include_metrics=true',
    'POST /v2/reporting',
  ]);
});

for (const external_id of [
  'edge/slash %2F?#&=+ ü',
  encodeURIComponent('edge/slash %2F?#&=+ ü'),
  'EDGE-case',
  'edge-nfc-\u00e9',
  'edge-nfd-e\u0301',
  'org/9/team/4 .%',
  '名前 شركة',
]) {
  test(`opens by the external id ${external_id}`, async ({ page, api }) => {
    const identity = (await api.retrieve(external_id)) ?? (await api.create({ external_id }));
    const screen = new IdentityPageScreen(page);
    await screen.open(external_id);
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Identity not found');
    await expect(page.getByText(identity._id, { exact: true })).toBeVisible();
  });
}

test('identities whose external id no address can name open by their _id', async ({ page, api }) => {
  const { data } = await api.list({ search: '..', limit: '50' });
  const dots = data.find(({ external_id }) => external_id === '..');
  if (dots === undefined) throw new Error('the edge cast is not seeded');
  const screen = new IdentityPageScreen(page);
  await screen.open(dots._id);
  await expect(page.getByText(dots._id, { exact: true })).toBeVisible();
});

test('missing is told apart from zero, and an identity with nothing still looks right', async ({ page }) => {
  const screen = new IdentityPageScreen(page);
  await screen.open('edge-no-metrics-1');
  await expect(screen.usage().getByText('Not reported')).toHaveCount(4);
  await screen.open('edge-none');
  await expect(screen.heading('edge-none')).toBeVisible();
  await expect(screen.metadata()).toContainText('No metadata');
  await expectAccessible(page);
});

test('metadata is shown to the digit, and hostile texts are only texts', async ({ page }) => {
  const screen = new IdentityPageScreen(page);
  await screen.open('edge-metadata-numbers');
  await expect(screen.metadata()).toContainText('9007199254740993');
  await screen.open('edge-metadata-keys');
  await expect(screen.metadata()).toContainText('__proto__');
  await screen.open('edge-markup');
  await expect(page.getByText('<img src=x').first()).toBeVisible();
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  for (const link of await page.getByRole('link').all())
    expect((await link.getAttribute('href')) ?? '').not.toMatch(/^\s*(javascript|data):/i);
});

test('previous and next follow the list it was opened from, over the edge of its page', async ({ page }) => {
  const list = new IdentityListScreen(page);
  const screen = new IdentityPageScreen(page);
  await list.open('?tag=vip&limit=10');
  const first = await list.ids();
  await list.nextPage().click();
  await expect(page).toHaveURL(/after=/);
  await expect.poll(() => list.ids()).not.toEqual(first);
  const second = await list.ids();
  await page.goBack();
  await list.settled();
  await list.names().last().click();
  await expect(page).toHaveURL(new RegExp(`${first.at(-1)}$`));
  await screen.next().click();
  await expect(page).toHaveURL(new RegExp(`${second[0]}$`));
  await screen.previous().click();
  await expect(page).toHaveURL(new RegExp(`${first.at(-1)}$`));
  await page.keyboard.press('[');
  await expect(page).toHaveURL(new RegExp(`${first.at(-2)}$`));
});

test('opened by its address alone it has no neighbours, and the breadcrumb leads to the list', async ({
  page,
}) => {
  const screen = new IdentityPageScreen(page);
  await screen.open('user_mei-lin-zhao');
  await expect(screen.next()).toHaveCount(0);
  await page
    .getByRole('navigation', { name: 'Breadcrumb' })
    .getByRole('link', { name: 'Identities' })
    .click();
  await expect(page).toHaveURL(/\/identities$/);
});

test('copying says what was copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const screen = new IdentityPageScreen(page);
  await screen.open('user_mei-lin-zhao');
  await page.getByRole('button', { name: 'Copy external ID' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'External ID copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('user_mei-lin-zhao');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^http:\/\/127\.0\.0\.1:\d+\/identities\//);
});

test.describe('nobody by that name', () => {
  test.use({ expectedConsole: [/404 \(Not Found\)/] });
  test('says so, with a way on', async ({ page }) => {
    const screen = new IdentityPageScreen(page);
    const response = await page.goto('/identities/no-such-identity');
    expect(response?.status()).toBe(404);
    await expect(screen.heading('Identity not found')).toBeVisible();
    await expect(page).toHaveTitle('Identity not found · Identity Desk');
    await expectAccessible(page);
  });
});
