import { expect, expectAccessible, test } from '../fixtures';
import { IdentityListScreen } from '../screens/identity-list';
import type { Fault } from '../support/faults';
import { steady } from '../support/steady';

// Whatever the upstream does, a read says what happened and what to do, and works once the upstream is back.
test.describe.configure({ mode: 'serial' });
test.afterEach(({ proxied }) => steady(proxied));

const REFERENCE = 'user_mei-lin-zhao';
const NAME = /^Mei-Lin/;

/** What a read says: the title, and the part of the text that names the cause or the cure. */
const WORDS: [Fault, title: string, text: string][] = [
  ['401', 'orq.ai does not accept the API key', 'must set a valid ORQ_API_KEY and restart it'],
  ['403', 'The API key may not do this', 'It said: The API key lacks the scope identities.'],
  ['409', 'The identity service refused', 'It said: already exists.'],
  ['422', 'The identity service refused this request', 'Validation failed.'],
  ['429', 'Too many requests', 'Try again in 30 seconds. This page does so by itself.'],
  ['500', 'The identity service failed', 'It said: internal server error.'],
  ['502', 'The identity service failed', 'The service answered 502.'],
  [
    '503',
    'The identity service failed',
    'It said: under maintenance. Wait a moment, then try again. Request ID: req-7781.',
  ],
  ['504', 'The identity service failed', 'The service answered 504.'],
  ['reset', 'The identity service cannot be reached', 'check that the service is up'],
  ['truncated', 'sent an answer that cannot be read', 'cut off or is not JSON'],
  ['not-json', 'sent an answer that cannot be read', 'cut off or is not JSON'],
  ['html', 'sent an answer that cannot be read', 'did not answer with JSON'],
  ['wrong-shape', 'sent an answer that cannot be read', 'another shape than documented'],
  ['redirect', 'The identity service refused', 'The address in ORQ_API_URL sends requests elsewhere.'],
  ['huge', 'sent an answer that cannot be read', 'too large'],
];

/** Faults that may pass by themselves: the dashboard asks three times before it troubles anybody. */
const REPEATED = new Set<Fault>(['500', '502', '503', '504', 'reset']);

for (const [fault, title, text] of WORDS) {
  test(`${fault}: list and identity say what happened, and work once the upstream is back`, async ({
    page,
    proxied: { desk, upstream },
  }) => {
    const list = new IdentityListScreen(page);
    const alert = page.getByRole('alert').filter({ hasText: title });
    const again = page.getByRole('button', { name: 'Try again' });

    // Other journeys may have read the same list.
    upstream.forgetCalls();
    upstream.fail(fault);
    await page.goto(`${desk.url}/identities`);
    await expect(alert).toContainText(text);
    // Of this very list: one that an earlier page was left with may come in late.
    expect(
      upstream.calls().filter((call) => call === 'GET /v2/identities?limit=25&include_metrics=true'),
    ).toHaveLength(REPEATED.has(fault) ? 3 : 1);
    await expect(alert).not.toContainText('changed');
    await expect(list.heading()).toBeVisible();
    await expect(list.search()).toBeVisible();
    await expect(page.getByText('No identities match')).toHaveCount(0);
    upstream.heal();
    await again.click();
    await expect(list.rows()).toHaveCount(25);
    await expect(alert).toHaveCount(0);

    upstream.fail(fault);
    await page.goto(`${desk.url}/identities/${REFERENCE}`);
    await expect(alert).toContainText(text);
    await expect(alert).not.toContainText('changed');
    upstream.heal();
    await again.click();
    await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
    await expect(alert).toHaveCount(0);
  });
}

test.describe('404', () => {
  // The page of an identity that is not there answers 404, which browsers note.
  test.use({ expectedConsole: [/404 \(Not Found\)/] });

  test('a list cannot be missing, so the address is wrong; an identity can', async ({
    page,
    proxied: { desk, upstream },
  }) => {
    upstream.fail('404');
    await page.goto(`${desk.url}/identities`);
    await expect(
      page.getByRole('alert').filter({ hasText: 'Nothing answers at this address. Check ORQ_API_URL.' }),
    ).toBeVisible();
    await page.goto(`${desk.url}/identities/${REFERENCE}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Identity not found' })).toBeVisible();
  });
});

for (const fault of ['500', '401', 'html'] as const) {
  test(`${fault}: the edit form says it in its place, and comes with the values afterwards`, async ({
    page,
    proxied: { desk, upstream },
  }) => {
    upstream.fail(fault);
    await page.goto(`${desk.url}/identities/${REFERENCE}/edit`);
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save changes' })).toHaveCount(0);
    await expectAccessible(page);
    upstream.heal();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('textbox', { name: 'Display name' })).toHaveValue(NAME);
  });
}

test('an upstream that hangs is one that did not answer in time, and the page does not hang with it', async ({
  page,
  proxied: { desk, upstream },
}) => {
  upstream.fail('hang');
  await page.goto(`${desk.url}/identities`, { waitUntil: 'commit' });
  await expect(page.getByRole('heading', { level: 1, name: 'Identities' })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'did not answer in time' })).toBeVisible({
    timeout: 12_000,
  });
  upstream.heal();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(new IdentityListScreen(page).rows()).toHaveCount(25);
});

test('while the service is left alone the alert is instant and honest, and rows come by themselves', async ({
  page,
  proxied: { desk, upstream },
}) => {
  upstream.fail('reset');
  await page.goto(`${desk.url}/identities`);
  await page.goto(`${desk.url}/identities?sort=name`);
  upstream.forgetCalls();
  await page.goto(`${desk.url}/identities?sort=updated`);
  const alert = page.getByRole('alert').filter({ hasText: 'The identity service is failing' });
  await expect(alert).toContainText(
    'It failed several times in a row, so it is left alone for some seconds.',
  );
  await expect(alert).toContainText(/Try again in \d+ seconds?. This page does so by itself.\s*It began/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toBeVisible();
  expect(upstream.calls()).toEqual([]);
  await expectAccessible(page);

  upstream.heal();
  await expect(new IdentityListScreen(page).rows()).toHaveCount(25, { timeout: 15_000 });
  await expect(alert).toHaveCount(0);
});

test('rows that were there stay, marked with their age, when they or others cannot be had', async ({
  page,
  proxied: { desk, upstream },
}) => {
  const list = new IdentityListScreen(page);
  await page.goto(`${desk.url}/identities`);
  const before = await list.ids();
  upstream.fail('422');
  await list.sort().selectOption('Name');
  const alert = page.getByRole('alert').filter({ hasText: 'The list below' });
  await expect(alert).toContainText('The list below is still the one before, read just now.');
  await expect(alert.getByRole('time')).toHaveCount(1);
  expect(await list.ids()).toEqual(before);

  // Back at the view that the rows belong to: they are of this view, and it is no longer said otherwise.
  await page.goBack();
  await expect(alert).toHaveCount(0);
  expect(await list.ids()).toEqual(before);
  await list.sort().selectOption('Name');
  await expect(alert).toBeVisible();
  await expectAccessible(page);
  upstream.heal();
  const again = page.getByRole('button', { name: 'Try again' });
  await again.click();
  await expect(again).toHaveCount(0);
  await expect.poll(() => list.ids()).not.toEqual(before);
});

test('coming back to a list that cannot be read anew shows it as it was, and says so', async ({
  page,
  proxied: { desk, upstream },
}) => {
  const list = new IdentityListScreen(page);
  await page.goto(`${desk.url}/identities`);
  const before = await list.ids();
  await list.names().first().click();
  await expect(page.getByRole('region', { name: 'Profile' })).toBeVisible();
  upstream.fail('500');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Identities' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'The list below was read just now.' });
  await expect(alert).toBeVisible();
  expect(await list.ids()).toEqual(before);
  upstream.heal();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toHaveCount(0);
});
