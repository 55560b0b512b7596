import { expect, expectAccessible, test } from '../fixtures';
import { IdentityListScreen } from '../screens/identity-list';

test('the overview is one key or one click away, and names its window once', async ({ page }) => {
  const list = new IdentityListScreen(page);
  await list.open();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click();
  await expect(page).toHaveURL(/\/overview$/);
  await expect(page).toHaveTitle('Overview · Identity Desk');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page.getByText(/^Last 30 days, .*, UTC, as of \d\d:\d\d$/)).toHaveCount(1);
  await list.open();
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(page).toHaveURL(/\/overview$/);
});

test('every total leads to the list behind it, of the same period', async ({ page }) => {
  const totals = page.getByRole('list', { name: 'Totals' });
  for (const [figure, sort, order] of [
    ['Cost', 'cost', 'Highest cost'],
    ['Requests', 'requests', 'Most requests'],
    ['Tokens', 'tokens', 'Most tokens'],
    ['Error rate', 'error-rate', 'Highest error rate'],
  ] as const) {
    await page.goto('/overview?days=7');
    await totals.getByRole('link', { name: new RegExp(`^${figure}`) }).click();
    await expect(page).toHaveURL(new RegExp(`/identities\\?sort=${sort}&days=7$`));
    const list = new IdentityListScreen(page);
    await expect(list.sort().locator('option:checked')).toHaveText(order);
    await expect(list.rows().first()).toContainText('Rank 1');
  }
});

test('period and figure live in the address; Back goes through them', async ({ page }) => {
  await page.goto('/overview');
  await page.getByRole('navigation', { name: 'Period' }).getByRole('link', { name: '7 days' }).click();
  await expect(page).toHaveURL(/\/overview\?days=7$/);
  await expect(page.getByText(/^Last 7 days, /)).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Figure of the chart' })
    .getByRole('link', { name: 'Tokens' })
    .click();
  await expect(page).toHaveURL(/\/overview\?days=7&metric=tokens$/);
  await expect(page.getByRole('heading', { name: /^Tokens by day/ })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: /^Cost by day/ })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/overview$/);
  await expect(page.getByText(/^Last 30 days, /)).toBeVisible();
  // What is not known is the default.
  await page.goto('/overview?days=8&metric=happiness');
  await expect(page.getByRole('heading', { name: /^Cost by day/ })).toBeVisible();
});

test('the days add up to the total, and so do a list and its others', async ({ page }) => {
  await page.goto('/overview?days=7&metric=requests');
  const number = (text: string | null) => Number((text ?? '').replaceAll(/[^\d.]/g, ''));
  const total = number(
    await page
      .getByRole('list', { name: 'Totals' })
      .getByRole('link', { name: /^Requests/ })
      .locator('span')
      .nth(1)
      .textContent(),
  );
  expect(total).toBeGreaterThan(0);
  await expect(async () => {
    await page.getByRole('button', { name: 'Show table' }).click();
    await expect(page.getByRole('table', { name: 'Daily usage' })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const table = page.getByRole('table', { name: 'Daily usage' });
  const days = await table.locator('tbody tr td:nth-of-type(1)').allTextContents();
  expect(days).toHaveLength(7);
  expect(days.map(number).reduce((sum, day) => sum + day, 0)).toBe(total);
  expect(number(await table.locator('tfoot td').first().textContent())).toBe(total);

  const places = page.getByRole('list', { name: 'Most requests' }).getByRole('listitem');
  const shares = await places.locator('> span:last-child').allTextContents();
  expect(shares).toHaveLength(11);
  // The least are said as "<0.1%".
  const whole = shares.map(number).reduce((sum, share) => sum + share, 0);
  expect(Math.abs(whole - 100)).toBeLessThan(11);
  await expect(places.last()).toContainText(/[\d,]+ others/);
});

test('a top identity leads to its page', async ({ page }) => {
  await page.goto('/overview');
  const first = page.getByRole('list', { name: 'Highest cost' }).getByRole('link').first();
  const name = (await first.textContent()) ?? '';
  await first.click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.goBack();
  await page.getByRole('link', { name: 'By error rate: Errors rose' }).click();
  await expect(page).toHaveURL(/\/identities\?sort=error-rate$/);
});

test('an empty workspace says that nobody used anything yet', async ({ page, emptyDesk }) => {
  await page.goto(`${emptyDesk.url}/overview`);
  await expect(page.getByRole('heading', { name: 'No use yet' })).toBeVisible();
  await expectAccessible(page);
});

test.describe('an upstream', () => {
  test('without reports is said to have none; nothing else suffers', async ({ page, proxied }) => {
    proxied.upstream.fail('404', { id: 'reporting' });
    await page.goto(`${proxied.desk.url}/overview`);
    await expect(page.getByRole('heading', { name: 'This host has no usage reports' })).toBeVisible();
    await page.getByRole('link', { name: 'Identities', exact: true }).click();
    await expect(new IdentityListScreen(page).rows()).toHaveCount(25);
    proxied.upstream.heal();
  });

  test('that fails is asked again', async ({ page, proxied }) => {
    proxied.upstream.fail('500', { id: 'reporting' });
    await page.goto(`${proxied.desk.url}/overview`);
    const alert = page.getByRole('alert').filter({ hasText: 'The identity service failed' });
    await expect(alert).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
    proxied.upstream.heal();
    const again = page.getByRole('button', { name: 'Try again' });
    await expect(async () => {
      // Not there while the page is asked for.
      if (await again.isVisible()) await again.click({ timeout: 1_000 });
      await expect(page.getByRole('list', { name: 'Totals' })).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 45_000 });
  });

  test('with reports gives the same totals as one that ranks by itself', async ({ page, proxied }) => {
    const totals = page.getByRole('list', { name: 'Totals' });
    await page.goto('/overview');
    const own = await totals.textContent();
    await page.goto(`${proxied.desk.url}/overview`);
    await expect(totals).toHaveText(own ?? '');
  });
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the overview in ${colorScheme}: nothing serious for axe, nothing wider than a phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/overview?days=90');
    await expect(page.getByRole('list', { name: 'Totals' })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
