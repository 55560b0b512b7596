import { expect, expectAccessible, test } from '../fixtures';
import { DailyUsageScreen } from '../screens/daily-usage';
import { IdentityPageScreen } from '../screens/identity-page';

const NORTHWIND = 'cust_northwind-letters';
const number = (text: string) => Number(text.replace(/[$,]/g, ''));

test('a period and a figure: the table holds the days of the chart, and its sums are what the chart says', async ({
  page,
}) => {
  const usage = new DailyUsageScreen(page);
  await new IdentityPageScreen(page).open(NORTHWIND);
  for (const days of [30, 7, 90]) {
    await usage.period(days).click();
    await expect(usage.period(days)).toHaveAttribute('aria-current', 'true');
    await expect(usage.days()).toHaveCount(days);
    await expect(usage.region()).toContainText(new RegExp(`Last ${days} days, to \\d+ \\w{3}, UTC`));
    await usage.showTable().click();
    for (const metric of ['Requests', 'Tokens', 'Errors']) {
      await usage.choose(metric);
      await expect(usage.metric(metric)).toBeChecked();
      const column = await usage.column(metric);
      expect(column.days).toHaveLength(days);
      expect(column.sum).toBe(await usage.total(metric));
      expect(column.days.map(number).reduce((sum, one) => sum + one, 0)).toBe(number(column.sum));
    }
    await usage.choose('Cost');
    const cost = await usage.column('Cost, USD');
    expect(cost.sum).toBe(await usage.total('Cost'));
    const cents = cost.days.map(number).reduce((sum, one) => sum + one, 0);
    // Each day is written to the cent, so their sum is off by at most half a cent a day.
    expect(Math.abs(cents - number(cost.sum))).toBeLessThanOrEqual(days * 0.005 + 0.005);
  }
  await expect(page).toHaveURL(/\?days=90$/);
  await page.goBack();
  await expect(usage.days()).toHaveCount(7);
});

test('where both speak of the same days, the cards say what the chart comes to', async ({ page }) => {
  const usage = new DailyUsageScreen(page);
  const screen = new IdentityPageScreen(page);
  await screen.open(NORTHWIND);
  for (const metric of ['Cost', 'Requests', 'Tokens']) {
    await usage.choose(metric);
    expect(await screen.figure(metric)).toContain(await usage.total(metric));
  }
});

test('the days are read with the keyboard: one stop, then arrows, Home and End', async ({ page }) => {
  const usage = new DailyUsageScreen(page);
  await new IdentityPageScreen(page).open(NORTHWIND);
  await usage.period(90).focus();
  await page.keyboard.press('Tab');
  const today = usage.days().last();
  await expect(today).toBeFocused();
  await expect(today).toHaveAccessibleName(/so far: (\$|no use)/);
  await page.keyboard.press('ArrowLeft');
  const yesterday = usage.days().nth(28);
  await expect(yesterday).toBeFocused();
  await expect(yesterday).toHaveAccessibleName(
    /^\w{3} \d+ \w{3}: \$[\d,.]+, [\d,]+ requests?, [\d,]+ tokens?, [\d.<]+% errors \([\d,]+ of [\d,]+\)$/,
  );
  const spoken = (await yesterday.getAttribute('aria-label')) ?? '';
  await expect(usage.region().getByText(spoken, { exact: true })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(usage.days().first()).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(usage.days().first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(today).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(usage.showTable()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(usage.table()).toBeVisible();
});

test('a pointer reads the day it is over', async ({ page }) => {
  const usage = new DailyUsageScreen(page);
  await new IdentityPageScreen(page).open(NORTHWIND);
  const day = usage.days().nth(20);
  const words = (await day.getAttribute('aria-label')) ?? '';
  await day.hover();
  await expect(usage.region().getByText(words, { exact: true })).toBeVisible();
});

test('Northwind Letters: what its last week cost against the week before', async ({ page }) => {
  const usage = new DailyUsageScreen(page);
  await page.goto(`/identities/${NORTHWIND}?days=7`);
  await expect(
    usage.region().getByText(/^\+\d{3}(\.\d)?% vs the 7 days before \(\$[\d,.]+\)$/),
  ).toBeVisible();
});

test('errors are said with what they are a part of', async ({ page }) => {
  const usage = new DailyUsageScreen(page);
  await new IdentityPageScreen(page).open('svc.nightly-eval');
  await usage.choose('Errors');
  await expect(usage.region().getByText(/of [\d,]+ requests, [\d.]+%/)).toBeVisible();
  expect(number(await usage.total('Errors'))).toBeGreaterThan(0);
});

test.describe('days of a zone', () => {
  test.use({ timezoneId: 'Pacific/Kiritimati' });
  test('the workspace’s first, the operator’s own as a choice', async ({ page }) => {
    const usage = new DailyUsageScreen(page);
    await new IdentityPageScreen(page).open(`${NORTHWIND}`);
    await expect(usage.region()).toContainText(', UTC');
    await usage.region().getByRole('link', { name: 'Use my time zone' }).click();
    await expect(usage.region()).toContainText('Pacific/Kiritimati');
    await expect(page).toHaveURL(/\?zone=own$/);
    await usage.period(7).click();
    await expect(page).toHaveURL(/\?days=7&zone=own$/);
    await expect(usage.days()).toHaveCount(7);
    await usage.region().getByRole('link', { name: 'Use the workspace’s time zone' }).click();
    await expect(usage.region()).toContainText(', UTC');
  });
});

test('without any use it says so, and a broken address shows the default', async ({ page, api }) => {
  const usage = new DailyUsageScreen(page);
  const identity = await api.create({ external_id: `unused-${Date.now()}` });
  await page.goto(`/identities/${identity._id}?days=31&zone=Moon`);
  await expect(usage.days()).toHaveCount(30);
  await expect(usage.region().getByText('nothing in the 30 days before either').first()).toBeVisible();
  await expect(usage.day(/no use recorded$/)).toHaveCount(30);
  await expectAccessible(page);
});

test('where it stands among all, with the way to the ranked list', async ({ page }) => {
  await new IdentityPageScreen(page).open(NORTHWIND);
  const link = page.getByRole('link', { name: /^\d+(st|nd|rd|th) of [\d,]+ by cost in the last 30 days$/ });
  await expect(link).toHaveAttribute('href', '/identities?sort=cost');
});

test.describe('before any script', () => {
  test.use({ expectedConsole: [/ERR_FAILED/, /preload/] });
  test('chart, points and table are in the document', async ({ page }) => {
    await page.route('**/_next/static/**/*.js', (route) => route.abort());
    const usage = new DailyUsageScreen(page);
    await page.goto(`/identities/${NORTHWIND}`);
    await expect(usage.days()).toHaveCount(30);
    await expect(usage.table()).toBeHidden();
    await usage.choose('Requests');
    expect(number(await usage.total('Requests'))).toBeGreaterThan(0);
  });
});

for (const [fault, words] of [
  ['404', 'This orq.ai host has no reports.'],
  ['403', 'The API key of this dashboard may not read reports.'],
] as const)
  test(`a host that answers ${fault} to reports: said quietly, the page stands`, async ({
    page,
    proxied: { desk, upstream },
  }) => {
    const usage = new DailyUsageScreen(page);
    const screen = new IdentityPageScreen(page);
    upstream.fail(fault, { id: 'reporting' });
    await page.goto(`${desk.url}/identities/${NORTHWIND}`);
    await expect(usage.region()).toContainText(`Daily usage is not available. ${words}`);
    await expect(usage.tryAgain()).toHaveCount(0);
    await expect(page.getByRole('alert').filter({ visible: true })).toHaveCount(0);
    expect(await screen.figure('Cost')).toContain('$');
    await expect(screen.profile()).toBeVisible();
    upstream.heal();
  });

test('reports that fail leave the page whole, and can be asked for again', async ({
  page,
  proxied: { desk, upstream },
}) => {
  const usage = new DailyUsageScreen(page);
  const screen = new IdentityPageScreen(page);
  upstream.fail('500', { id: 'reporting' });
  await page.goto(`${desk.url}/identities/${NORTHWIND}`);
  await expect(usage.region()).toContainText('Daily usage could not be read');
  await expect(screen.profile()).toBeVisible();
  expect(await screen.figure('Cost')).toContain('$');
  await expectAccessible(page);
  upstream.heal();
  await usage.tryAgain().click();
  await expect(usage.days()).toHaveCount(30);
});

test('a report that is slow holds up nothing else', async ({ page, proxied: { desk, upstream } }) => {
  const usage = new DailyUsageScreen(page);
  const screen = new IdentityPageScreen(page);
  upstream.fail('hang', { id: 'reporting' });
  await page.goto(`${desk.url}/identities/${NORTHWIND}`, { waitUntil: 'commit' });
  await expect(screen.profile()).toBeVisible();
  expect(await screen.figure('Cost')).toContain('$');
  await expect(usage.region().getByRole('status', { name: 'Loading daily usage' })).toBeVisible();
  upstream.heal();
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('reads well for everybody, on a phone too', async ({ page }) => {
      const usage = new DailyUsageScreen(page);
      await new IdentityPageScreen(page).open(`${NORTHWIND}`);
      await usage.showTable().click();
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page);
      const { wide, window } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        window: document.documentElement.clientWidth,
      }));
      expect(wide).toBe(window);
    });
  });
