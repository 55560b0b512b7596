import { expect, expectAccessible, test } from '../fixtures';
import { IdentityListScreen } from '../screens/identity-list';
import { startDesk } from '../support/desk-server';
import { CANARY_KEY } from '../support/faulty-upstream';
import { steady } from '../support/steady';

test.describe.configure({ mode: 'serial' });
test.afterEach(({ proxied }) => steady(proxied));

test('the upstream key is in nothing that reaches the browser, nor in the log, also after faults', async ({
  page,
  proxied: { desk, upstream },
}) => {
  const bodies: string[] = [];
  page.on('response', (response) => {
    void response.text().then(
      (text) => bodies.push(text),
      () => {},
    );
  });
  await page.goto(`${desk.url}/identities`);
  await page.goto(`${desk.url}/identities/user_mei-lin-zhao`);
  for (const fault of ['401', '500', 'html'] as const) {
    upstream.fail(fault);
    await page.goto(`${desk.url}/identities`);
    await page.goto(`${desk.url}/identities/user_mei-lin-zhao/edit`);
  }
  await page.goto(`${desk.url}/api/health`);
  await page.waitForLoadState('networkidle');
  expect(bodies.length).toBeGreaterThan(10);
  expect(bodies.some((body) => body.includes(CANARY_KEY))).toBe(false);
  expect(desk.log()).not.toContain(CANARY_KEY);
});

test('there is no embedded API beside an upstream', async ({ page, proxied: { desk } }) => {
  expect((await page.request.get(`${desk.url}/v2/identities`)).status()).toBe(404);
});

test('health of an embedded desk names its store and migration', async ({ page, desk }) => {
  const health = await (await page.request.get(`${desk.url}/api/health`)).json();
  expect(health).toMatchObject({ status: 'ok', mode: 'embedded', upstream: 'ok', store: 'embedded' });
  expect(health.migration).toMatch(/^\d{4}_\w+$/);
});

test('health says how the upstream is, before any page was asked for, and never fails for it', async ({
  page,
  proxied: { upstream },
}) => {
  upstream.fail('reset');
  const fresh = await startDesk({ ORQ_API_KEY: CANARY_KEY, ORQ_API_URL: upstream.url });
  try {
    const response = await page.request.get(`${fresh.url}/api/health`);
    expect(response.status()).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ok', mode: 'orq', upstream: 'unreachable' });
  } finally {
    await fresh.stop();
  }
});

test.describe('offline', () => {
  test.use({ expectedConsole: [/ERR_INTERNET_DISCONNECTED/] });

  test('says so, keeps the rows, and goes on by itself once the connection is back', async ({
    page,
    context,
  }) => {
    const list = new IdentityListScreen(page);
    await list.open();
    const rows = await list.ids();
    await context.setOffline(true);
    await expect(page.getByText('You are offline')).toBeVisible();
    await list.search().fill('mei-lin');
    await expect(page.getByRole('alert')).toBeVisible();
    expect(await list.ids()).toEqual(rows);
    await expectAccessible(page);
    await context.setOffline(false);
    await expect(page.getByText('You are offline')).toHaveCount(0);
    await expect(list.row('Mei-Lin Zaho')).toBeVisible();
    await expect(list.search()).toHaveValue('mei-lin');
  });
});
