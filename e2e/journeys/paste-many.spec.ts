import { expect, expectAccessible, test, unique } from '../fixtures';
import { IdentityListScreen } from '../screens/identity-list';
import { LookUpManyScreen, pasteText } from '../screens/look-up-many';

test('a pasted column is looked up in its order: found, shared, missing and repeated', async ({
  page,
  api,
}) => {
  const email = `${unique('shared')}@example.com`;
  const [one, other] = await Promise.all([
    api.create({ external_id: unique('first'), display_name: 'First of two', email }),
    api.create({ external_id: unique('second'), display_name: 'Second of two', email }),
  ]);
  const mei = await api.retrieve('user_mei-lin-zhao');
  if (mei?.email === undefined) throw new Error('the story is not seeded');
  const missing = unique('nobody');
  const list = new IdentityListScreen(page);
  const many = new LookUpManyScreen(page);
  await list.open();
  await list.search().focus();
  const column = [one._id, 'edge-none', missing, email, mei.email.toUpperCase(), 'edge-none', mei._id];
  await pasteText(page, `${column.join('\r\n')}\r\n`);
  await expect(page.getByRole('button', { name: 'Look up 7 pasted values' })).toBeVisible();
  await expect(list.search()).toHaveValue('');
  await page.keyboard.press('Enter');

  await expect(many.heading()).toBeVisible();
  await many.settled();
  await expect(many.rows()).toHaveCount(7);
  await expect(many.line(1).getByRole('link', { name: 'First of two' })).toBeVisible();
  await expect(many.line(2)).toContainText('by external ID');
  await expect(many.line(3)).toContainText('Not found');
  await expect(many.line(4)).toContainText('2 share this email');
  await expect(many.line(5)).toContainText('by email');
  await expect(many.line(6)).toContainText('Same as line 2');
  await expect(many.line(7)).toContainText('Same as line 5');
  await expect(many.count('All 7')).toBeChecked();
  await expect(many.count('Found 3')).toBeVisible();
  await expect(many.count('Repeated 2')).toBeVisible();
  await expectAccessible(page);

  await many
    .line(4)
    .getByRole('radio', { name: `Choose Second of two, ${other.external_id}` })
    .check();
  await many.selectFound().click();
  const selection = page.getByRole('region', { name: 'Selection' });
  await expect(selection).toContainText('4 selected');

  // The selection is the list's own, and a reload of the page keeps what was pasted.
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Identities' }).click();
  await expect(list.heading()).toBeVisible();
  await expect(selection).toContainText('4 selected');
  await page.goBack();
  await expect(many.rows()).toHaveCount(7);
  await page.reload();
  await many.settled();
  await expect(many.line(1).getByRole('link', { name: 'First of two' })).toBeVisible();
  await expect(many.rows()).toHaveCount(7);
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).toBe(
    '[{},{}]',
  );
});

test('what is missing is copied, shown alone, and pasted again', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const missing = [unique('gone'), unique('gone'), unique('gone')];
  const many = new LookUpManyScreen(page);
  await page.goto('/identities/paste');
  await expect(many.box()).toBeFocused();
  await many.box().fill(`edge-none, ${missing.join('; ')}`);
  await many.lookUp().click();
  await many.settled();
  await many.copyMissing().click();
  await expect(page.getByRole('status').filter({ hasText: '3 missing values copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(missing.join('\n'));
  await page.getByText('Not found 3').click();
  await expect(many.rows()).toHaveCount(3);
  await many.pasteAgain().click();
  await expect(many.box()).toBeFocused();
  await expect(page.getByRole('button', { name: 'Look up' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(many.rows()).toHaveCount(4);
});

test('typed into the palette, many values are offered first, by keyboard alone', async ({ page }) => {
  const many = new LookUpManyScreen(page);
  await page.goto('/overview');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await pasteText(page, 'edge-none\nedge-markup\nuser_mei-lin-zhao');
  await expect(palette.getByRole('option', { name: 'Look up 3 pasted values' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await many.settled();
  await expect(many.count('Found 3')).toBeVisible();

  // The keys of the list lead through this table, too.
  await page.keyboard.press('j');
  await expect(many.line(1).getByRole('link', { name: 'edge-none' })).toBeFocused();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('3 selected');
});

test('five hundred at once, and more are told of; nothing is wider than a phone', async ({ page, api }) => {
  test.setTimeout(120_000);
  const { data } = await api.list({ limit: '50' });
  const there = data.map(({ external_id }) => external_id).filter((id) => /^[\w-]+$/.test(id));
  const values = Array.from({ length: 512 }, (_, at) => there[at] ?? `nobody-${at}`);
  const many = new LookUpManyScreen(page);
  await page.goto('/identities/paste');
  await many.box().fill(values.join('\n'));
  await expect(page.getByText('12 more than 500 are left out.')).toBeVisible();
  await many.lookUp().click();
  await expect(many.count('All 500')).toBeVisible();
  await many.table().and(page.locator('[aria-busy="false"]')).waitFor({ timeout: 90_000 });
  await expect(many.count(`Found ${there.length}`)).toBeVisible();
  await expect(many.count(`Not found ${500 - there.length}`)).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test.describe('an upstream that fails', () => {
  test('says so of each value, and only those are asked for again', async ({ page, proxied }) => {
    const many = new LookUpManyScreen(page);
    await page.goto(`${proxied.desk.url}/identities/paste`);
    proxied.upstream.fail('500', { on: 'reads', id: 'edge-markup' });
    await many.box().fill('edge-none\nedge-markup');
    await many.lookUp().click();
    await expect(page.getByRole('alert').filter({ hasText: '1 could not be looked up' })).toBeVisible();
    await expect(many.line(1).getByRole('link', { name: 'edge-none' })).toBeVisible();
    await expect(many.line(2)).toContainText('Failed');
    proxied.upstream.heal();
    proxied.upstream.forgetCalls();
    await many.tryAgain().click();
    await expect(many.count('Found 2')).toBeVisible();
    expect(proxied.upstream.calls().filter((call) => call.includes('edge-none'))).toEqual([]);
  });
});

test.describe('for viewers', () => {
  test.use({ role: 'viewer' });
  test('finding is for everybody, creating is not offered', async ({ page }) => {
    const many = new LookUpManyScreen(page);
    await page.goto('/identities/paste');
    await many.box().fill(`edge-none\n${unique('nobody')}`);
    await many.lookUp().click();
    await many.settled();
    await expect(many.line(2)).toContainText('Not found');
    await expect(many.line(2).getByRole('link')).toHaveCount(0);
  });
});
