import type { Page } from '@playwright/test';
import { emailOf, PASSWORD, signIn } from '../support/desk-server';
import { expect, expectAccessible, test, unique } from '../fixtures';
import { DeleteDialogScreen } from '../screens/delete-dialog';
import { IdentityListScreen } from '../screens/identity-list';
import { IdentityPageScreen } from '../screens/identity-page';

test.describe('nobody', () => {
  test.use({ role: 'nobody', expectedConsole: [/401 \(Unauthorized\)/] });

  test('is sent to sign in, and lands where the link led', async ({ page, api }) => {
    const made = await api.create({ external_id: unique('deep-link'), display_name: 'Deep Link' });
    await page.goto(`/identities/${made._id}?from=mail`);
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
    await expect(page).toHaveTitle('Sign in · Identity Desk');
    await expectAccessible(page);
    const email = page.getByRole('textbox', { name: 'Email' });
    await expect(email).toBeFocused();

    await email.fill(emailOf('viewer'));
    await page.getByLabel('Password').fill('not this password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'That did not work' })).toBeVisible();
    await expect(email).toHaveValue(emailOf('viewer'));

    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Deep Link' })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`/identities/${made._id}`));
  });

  test('is told nothing by any page, route or file of the dashboard', async ({ page, desk, api }) => {
    const canary = unique('canary');
    const made = await api.create({ external_id: canary, display_name: `Name ${canary}` });
    const asks: [string, RequestInit?][] = [
      ['/identities'],
      [`/identities?search=${canary}`],
      [`/identities/${made._id}`, { headers: { RSC: '1' } }],
      [`/identities/${made._id}`, { headers: { RSC: '1', 'Next-Router-Prefetch': '1' } }],
      [`/identities/${made._id}/edit`],
      [`/identities/${made._id}.rsc`],
      [`/api/identities?search=${canary}`],
      [`/api/identities/lookup?ref=${canary}`],
      [`/api/tags?text=`],
      [`/api/identities/export/${made._id}`],
      [`/api/avatars/${made._id}`],
      // What once let requests past Next's middleware as a whole.
      [
        `/identities/${made._id}`,
        { headers: { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' } },
      ],
      [
        '/api/identities/export',
        { method: 'POST', body: JSON.stringify({ ids: [made._id] }), headers: { Origin: desk.url } },
      ],
    ];
    for (const cookie of ['', 'desk=forged', `desk-${new URL(desk.url).port}=forged.AAAA`])
      for (const [path, init] of asks) {
        const answer = await fetch(desk.url + path, {
          redirect: 'manual',
          ...init,
          headers: { ...init?.headers, ...(cookie !== '' && { Cookie: cookie }) },
        });
        expect([path, (await answer.text()).includes(`Name ${canary}`)]).toEqual([path, false]);
        expect([path, answer.status]).not.toEqual([path, 204]);
      }
    await page.goto('/sign-in?next=//evil.example/x');
    await page.getByRole('textbox', { name: 'Email' }).fill(emailOf('viewer'));
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(`${desk.url}/identities`);
  });

  test('can sign in without JavaScript', async ({ browser, desk }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: desk.url });
    const page = await context.newPage();
    await page.goto('/sign-in?next=%2Fidentities%3Fsort%3Dname');
    await page.getByRole('textbox', { name: 'Email' }).fill(emailOf('editor'));
    await page.getByLabel('Password').fill('not this password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'That did not work' })).toBeVisible();
    await page.getByRole('textbox', { name: 'Email' }).fill(emailOf('editor'));
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(`${desk.url}/identities?sort=name`);
    await context.close();
  });
});

/** What a real click on "Delete identity" sends, kept from arriving. */
async function caughtDeletion(page: Page, id: string, externalId: string) {
  const screen = new IdentityPageScreen(page);
  await screen.open(id);
  await screen.delete().click();
  const dialog = new DeleteDialogScreen(page);
  await dialog.confirmation(externalId).fill(externalId);
  const caught = page.waitForRequest((request) => request.method() === 'POST');
  await page.route('**/identities/**', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.fallback(),
  );
  await dialog.confirm().click();
  const request = await caught;
  return { url: request.url(), headers: await request.allHeaders(), body: request.postData() ?? '' };
}

test.describe('a forged call', () => {
  test.use({ expectedConsole: [/net::ERR_FAILED|Failed to fetch/] });

  test('of an action that the role does not hold is refused with 403, changes nothing and is recorded', async ({
    page,
    desk,
    api,
  }) => {
    const key = unique('forged');
    const made = await api.create({ external_id: key, display_name: 'Still here' });
    const { url, headers, body } = await caughtDeletion(page, made._id, key);
    const replay = async (cookie: string, origin = desk.url) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': headers['content-type'] ?? '',
          'Next-Action': headers['next-action'] ?? '',
          Accept: 'text/x-component',
          Origin: origin,
          ...(cookie !== '' && { Cookie: cookie }),
        },
        body,
      });
      return [answer.status, /"kind":"([\w-]+)"/.exec(await answer.text())?.[1]];
    };
    expect(await replay(await signIn(desk.url, emailOf('viewer')))).toEqual([403, 'forbidden']);
    expect(await replay(await signIn(desk.url, emailOf('editor')))).toEqual([403, 'forbidden']);
    expect(await replay('')).toEqual([401, 'signed-out']);
    const admin = await signIn(desk.url, emailOf('admin'));
    expect((await replay(admin, 'https://evil.example'))[0]).toBe(403);
    expect((await api.retrieve(made._id))?.display_name).toBe('Still here');
    expect(desk.log()).toContain('"action":"access.refused"');
    expect((await replay(admin))[0]).toBe(200);
    expect(await api.retrieve(made._id)).toBeUndefined();
  });
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer', expectedConsole: [/403 \(Forbidden\)/] });

  test('reads all, is offered no change, and is told why where one is missing', async ({ page, api }) => {
    const made = await api.create({ external_id: unique('read-only'), display_name: 'Read Only' });
    const list = new IdentityListScreen(page);
    await list.open(`?search=${encodeURIComponent(made.external_id)}`);
    await expect(list.row('Read Only')).toBeVisible();
    await expect(page.getByRole('link', { name: 'New identity' })).toHaveCount(0);
    await page.keyboard.press('c');
    await expect(list.heading()).toBeVisible();

    await page.getByRole('button', { name: 'Actions for Read Only' }).click();
    for (const name of ['Edit', 'Edit tags', 'Delete'])
      await expect(page.getByRole('menuitem', { name, exact: true })).toHaveAttribute(
        'aria-disabled',
        'true',
      );
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox', { name: 'Select Read Only' }).check();
    const selection = page.getByRole('region', { name: 'Selection' });
    for (const name of ['Add tags', 'Remove tags', 'Set metadata…', 'Delete'])
      await expect(selection.getByRole('button', { name, exact: true })).toHaveAccessibleDescription(
        /Your role, viewer, does not allow this/,
      );
    await expect(selection.getByRole('button', { name: 'Export' })).not.toHaveAttribute('aria-disabled');

    await list.row('Read Only').getByRole('link').click();
    const screen = new IdentityPageScreen(page);
    await expect(screen.heading('Read Only')).toBeVisible();
    await expect(screen.edit()).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Edit tags' })).toHaveCount(0);
    await expect(screen.delete()).toHaveAccessibleDescription(/it takes admin/);
    await screen.delete().focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
    await expectAccessible(page);
  });

  for (const path of ['/identities/new', '/identities/import', '/identities/some-id/edit', '/operators'])
    test(`who opens ${path} is told that it is not for them`, async ({ page }) => {
      const answer = await page.goto(path);
      expect(answer?.status()).toBe(403);
      await expect(page.getByRole('heading', { level: 1, name: 'You can’t do this' })).toBeVisible();
      await expectAccessible(page);
    });
});

test.describe('an editor', () => {
  test.use({ role: 'editor' });

  test('may change but not delete', async ({ page, api }) => {
    const made = await api.create({ external_id: unique('editable'), display_name: 'Editable' });
    const screen = new IdentityPageScreen(page);
    await screen.open(made._id);
    await expect(screen.edit()).toBeVisible();
    await expect(screen.delete()).toHaveAccessibleDescription(/Your role, editor, does not allow this/);
  });
});

test('signing out empties the page: Back shows nothing, and the sign-in is over everywhere', async ({
  browser,
  desk,
}) => {
  const context = await browser.newContext({ baseURL: desk.url });
  const cookie = await signIn(desk.url, emailOf('admin'));
  const [name = '', ...value] = cookie.split('=');
  await context.addCookies([{ name, value: value.join('='), url: desk.url }]);
  const page = await context.newPage();
  await page.goto('/identities?sort=name');
  await expect(page.getByRole('table', { name: 'Identities' })).toBeVisible();
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
  expect((await fetch(`${desk.url}/api/identities`, { headers: { Cookie: cookie } })).status).toBe(401);
  await context.close();
});
