import type { Page } from '@playwright/test';
import { expect, expectAccessible, signInBrowser, unique } from '../fixtures';
import { signIn, type DeskServer } from '../support/desk-server';
import { anotherBrowser, readsWith, test } from '../support/operator-desk';

const PASSWORD = 'words that nobody else has';

async function openOperators(page: Page, desk: DeskServer): Promise<void> {
  await signInBrowser(page.context(), desk, 'admin');
  await page.goto(`${desk.url}/operators`);
  await expect(page.getByRole('table', { name: 'Operators' })).toBeVisible();
}

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

/** Opens an operator's menu and chooses in it. */
async function choose(page: Page, name: string, item: RegExp): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Invites somebody on the page of operators and gives the link. */
async function invite(page: Page, email: string, role: RegExp = /^Viewer/): Promise<string> {
  await page.getByRole('button', { name: 'Invite operator' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite an operator' });
  await dialog.getByRole('textbox', { name: 'Email' }).fill(email);
  await dialog.getByRole('radio', { name: role }).check();
  await dialog.getByRole('button', { name: 'Make link' }).click();
  const link = page.getByRole('dialog', { name: 'Invitation' }).getByRole('textbox', { name: 'Link' });
  await expect(link).toBeFocused();
  const value = await link.inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  return value;
}

/** Somebody joins with a link, in a browser of their own. */
async function join(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByRole('heading', { name: 'Identities', level: 1 })).toBeVisible();
}

test('invite somebody: a link that works once, is shown once and leaves no trace in the address', async ({
  page,
  own,
  browser,
}) => {
  await openOperators(page, own);
  const email = `${unique('nora')}@desk.example`;
  const name = unique('Nora');
  const link = await invite(page, email, /^Editor/);
  expect(link.startsWith(`${own.url}/join#`)).toBe(true);
  await expect(page.getByRole('listitem').filter({ hasText: email })).toContainText(
    'Join as editor · by Ada Admin',
  );

  const guest = await anotherBrowser(browser);
  const asked: string[] = [];
  guest.on('request', (request) => asked.push(`${request.url()} ${JSON.stringify(request.headers())}`));
  await guest.goto(link);
  await expect(guest.getByText('You were invited as editor.')).toBeVisible();
  expect(guest.url()).toBe(`${own.url}/join`);
  await expectAccessible(guest);
  await guest.getByRole('textbox', { name: 'Your name' }).fill(name);
  await guest.getByLabel('Password', { exact: true }).fill('password1234');
  await guest.getByRole('button', { name: 'Join' }).click();
  await expect(guest.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
    /attackers try first/,
  );
  await expect(guest.getByRole('textbox', { name: 'Your name' })).toHaveValue(name);
  await guest.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await guest.getByRole('button', { name: 'Join' }).click();
  await expect(guest.getByRole('heading', { name: 'Identities', level: 1 })).toBeVisible();
  const token = link.split('#')[1] ?? '';
  expect(token.length).toBeGreaterThan(40);
  expect(asked.filter((one) => one.includes(token))).toEqual([]);
  expect(own.log()).not.toContain(token);

  await page.reload();
  await expect(row(page, email)).toContainText(name);
  await expect(row(page, email)).toContainText(/editor/i);
  await expect(page.getByRole('listitem').filter({ hasText: email })).toHaveCount(0);
  const late = await anotherBrowser(browser);
  await late.goto(link);
  await expect(late.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await expect(late.getByRole('alert').filter({ hasText: 'used already' })).toBeVisible();
});

test('withdraw an invitation', async ({ page, own, browser }) => {
  await openOperators(page, own);
  const email = `${unique('gone')}@desk.example`;
  const link = await invite(page, email);
  await page.getByRole('button', { name: `Withdraw the link for ${email}` }).click();
  await expect(page.getByRole('listitem').filter({ hasText: email })).toHaveCount(0);
  const guest = await anotherBrowser(browser);
  await guest.goto(link);
  await expect(guest.getByRole('alert').filter({ hasText: 'withdrawn' })).toBeVisible();
  await guest.goto(`${own.url}/join#garbage`);
  await expect(guest.getByRole('alert').filter({ hasText: 'Copy the whole link again' })).toBeVisible();
});

test('a role, disabling and ended sign-ins count from the very next request', async ({
  page,
  own,
  browser,
}) => {
  await openOperators(page, own);
  const email = `${unique('remy')}@desk.example`;
  const name = unique('Remy');
  const guest = await anotherBrowser(browser);
  await join(guest, await invite(page, email), name);
  const cookie = await signIn(own.url, email, PASSWORD);
  await page.reload();

  const operatorsPage = async () => (await fetch(`${own.url}/operators`, { headers: { cookie } })).text();
  expect(await operatorsPage()).toContain('You can’t do this');
  await choose(page, name, /^Change role/);
  const dialog = page.getByRole('dialog', { name: `Role of ${name}` });
  await dialog.getByRole('radio', { name: /^Admin/ }).check();
  await dialog.getByRole('button', { name: 'Change role' }).click();
  await expect(row(page, email)).toContainText(/admin/i);
  expect(await operatorsPage()).toContain('Invite operator');
  await guest.goto(`${own.url}/operators`);
  await expect(guest.getByRole('button', { name: 'Invite operator' })).toBeVisible();

  expect(await readsWith(own, cookie)).toBe(200);
  await choose(page, name, /^End sign-ins \(2\)/);
  await page.getByRole('button', { name: 'End sign-ins' }).click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  expect(await readsWith(own, cookie)).toBe(401);

  const again = await signIn(own.url, email, PASSWORD);
  await page.reload();
  await choose(page, name, /^Disable/);
  await page
    .getByRole('alertdialog', { name: `Disable ${name}?` })
    .getByRole('button', { name: 'Disable operator' })
    .click();
  await expect(row(page, email)).toContainText('Disabled');
  expect(await readsWith(own, again)).toBe(401);
  await expect(signIn(own.url, email, PASSWORD)).rejects.toThrow('401');

  await choose(page, name, /^Enable/);
  await page.getByRole('button', { name: 'Enable operator' }).click();
  await expect(row(page, email)).toContainText('Active');
  expect(await readsWith(own, await signIn(own.url, email, PASSWORD))).toBe(200);
});

test('a link for a new password', async ({ page, own, browser }) => {
  await openOperators(page, own);
  const email = `${unique('pia')}@desk.example`;
  const name = unique('Pia');
  const guest = await anotherBrowser(browser);
  await join(guest, await invite(page, email), name);
  const cookie = await signIn(own.url, email, PASSWORD);
  await page.reload();
  await choose(page, name, /^Link for a new password/);
  const dialog = page.getByRole('dialog', { name: `New password for ${name}` });
  await dialog.getByRole('button', { name: 'Make link' }).click();
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: email })).toContainText('Choose a new password');

  const other = await anotherBrowser(browser);
  await other.goto(link);
  await expect(other.getByRole('heading', { name: 'Choose a new password' })).toBeVisible();
  await other.getByLabel('New password').fill('entirely different words');
  await other.getByRole('button', { name: 'Save password' }).click();
  await expect(other.getByRole('heading', { name: 'Identities', level: 1 })).toBeVisible();
  expect(await readsWith(own, cookie)).toBe(401);
  await expect(signIn(own.url, email, PASSWORD)).rejects.toThrow('401');
  expect(await readsWith(own, await signIn(own.url, email, 'entirely different words'))).toBe(200);
});

test('what cannot be done to oneself says why, by key as well', async ({ page, own }) => {
  await openOperators(page, own);
  await expect(row(page, 'admin@demo.example')).toContainText('You');
  const actions = page.getByRole('button', { name: 'Actions for Ada Admin' });
  await actions.focus();
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitem', { name: /^Change role/ });
  await expect(item).toBeVisible();
  await expect(item).toHaveAttribute('aria-disabled', 'true');
  await expect(item).toContainText('You cannot change your own role');
  await expect(page.getByRole('menuitem', { name: /^Disable/ })).toContainText('You cannot disable yourself');
  await expect(page.getByRole('menuitem', { name: /new password/ })).toContainText('your account page');
  await page.keyboard.press('Escape');
  await expect(actions).toBeFocused();
});

test('an email that an operator has is said at its field, and what was chosen stays', async ({
  page,
  own,
}) => {
  await openOperators(page, own);
  await page.getByRole('button', { name: 'Invite operator' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite an operator' });
  const email = dialog.getByRole('textbox', { name: 'Email' });
  await dialog.getByRole('radio', { name: /^Editor/ }).check();
  for (const [typed, words] of [
    ['nothing', /not an email address/],
    ['Viewer@demo.example', /is an operator already/],
  ] as const) {
    await email.fill(typed);
    await dialog.getByRole('button', { name: 'Make link' }).click();
    await expect(email).toHaveAccessibleDescription(words);
    await expect(email).toBeFocused();
    await expect(email).toHaveValue(typed);
  }
  await expect(dialog.getByRole('radio', { name: /^Editor/ })).toBeChecked();
  await expectAccessible(page);
});

test('the page is for admins, and reached from the account menu', async ({ page, own, browser }) => {
  await signInBrowser(page.context(), own, 'admin');
  await page.goto(`${own.url}/identities`);
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Operators' }).click();
  await expect(page.getByRole('heading', { name: 'Operators', level: 1 })).toBeVisible();
  await expectAccessible(page);
  const editor = await anotherBrowser(browser);
  await signInBrowser(editor.context(), own, 'editor');
  await editor.goto(`${own.url}/operators`);
  await expect(editor.getByRole('heading', { name: 'You can’t do this' })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('operators are cards that hold everything, without sideways scrolling', async ({ page, own }) => {
    await openOperators(page, own);
    await expect(row(page, 'viewer@demo.example')).toContainText('Vera Viewer');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    const region = page.getByRole('region', { name: 'Operators, scrollable' });
    expect(await region.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });
});
