import type { Page } from '@playwright/test';
import { expect, expectAccessible, signInBrowser, unique } from '../fixtures';
import { emailOf, PASSWORD, type DeskServer } from '../support/desk-server';
import { anotherBrowser, test } from '../support/operator-desk';

test.use({ role: undefined });

const SSO_BUTTON = 'Sign in with Example ID';

function somebody(groups: unknown) {
  const subject = unique('sam');
  return {
    subject,
    claims: { email: `${subject}@desk.example`, email_verified: true, name: `Sam ${subject}`, groups },
  };
}

async function signInThroughSso(page: Page, desk: DeskServer, path = '/sign-in'): Promise<void> {
  await page.goto(`${desk.url}${path}`);
  await page.getByRole('button', { name: SSO_BUTTON }).click();
}

async function roleShown(page: Page): Promise<string | null> {
  await page.getByRole('button', { name: 'Account' }).click();
  const menu = page.getByRole('menu');
  await expect(menu).toBeVisible();
  const text = await menu.textContent();
  await page.keyboard.press('Escape');
  return text;
}

test('sign in: the role comes from the groups, each time, and the page asked for is reached', async ({
  page,
  sso,
}) => {
  const { desk, provider } = sso;
  const person = somebody(['support']);
  provider.person(person);
  await page.goto(`${desk.url}/identities?sort=name`);
  await expectAccessible(page);
  await page.getByRole('button', { name: SSO_BUTTON }).click();
  await expect(page).toHaveURL(`${desk.url}/identities?sort=name`);
  expect(await roleShown(page)).toContain('editor');
  expect(await roleShown(page)).toContain(person.claims.email);

  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  provider.person({ ...person, claims: { ...person.claims, groups: ['staff', 'desk-admins'] } });
  await page.getByRole('button', { name: SSO_BUTTON }).click();
  await expect(page.getByRole('heading', { name: 'Identities', level: 1 })).toBeVisible();
  await page.goto(`${desk.url}/operators`);
  const row = page.getByRole('row').filter({ hasText: person.claims.email });
  await expect(row).toContainText('Example ID');
  await expect(row).toContainText(/admin/i);
});

test('the role of somebody from the single sign-on is not changed by hand, and that is said', async ({
  page,
  sso,
  browser,
}) => {
  const { desk, provider } = sso;
  const person = somebody(['staff']);
  provider.person(person);
  const theirs = await anotherBrowser(browser);
  await signInThroughSso(theirs, desk);
  await expect(theirs.getByRole('heading', { name: 'Identities', level: 1 })).toBeVisible();
  await signInBrowser(page.context(), desk, 'admin');
  await page.goto(`${desk.url}/operators`);
  await page.getByRole('button', { name: `Actions for ${person.claims.name}` }).click();
  await expect(page.getByRole('menuitem', { name: /^Change role/ })).toContainText('comes from the groups');
  await expect(page.getByRole('menuitem', { name: /new password/ })).toContainText('has no password');
});

test('nobody without a group gets in, and reads why', async ({ page, sso }) => {
  const { desk, provider } = sso;
  provider.person(somebody(['others']));
  await signInThroughSso(page, desk, '/sign-in?next=/operators');
  const alert = page.getByRole('alert').filter({ hasText: 'None of your groups' });
  await expect(alert).toBeVisible();
  await expectAccessible(page);
  // Where they wanted to go is not forgotten.
  provider.person(somebody(['desk-admins']));
  await page.getByRole('button', { name: SSO_BUTTON }).click();
  await expect(page).toHaveURL(`${desk.url}/operators`);
});

test('an email that a local operator has is refused in words', async ({ page, sso }) => {
  const { desk, provider } = sso;
  const person = somebody(['desk-admins']);
  provider.person({ ...person, claims: { ...person.claims, email: emailOf('admin') } });
  await signInThroughSso(page, desk);
  await expect(page.getByRole('alert').filter({ hasText: 'never joined' })).toBeVisible();
  await page.goto(`${desk.url}/identities`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('while the provider is away it is said so, a password works, and later the provider does', async ({
  page,
  sso,
  browser,
}) => {
  const { desk, provider } = sso;
  provider.person(somebody(['staff']));
  await provider.stop();
  try {
    await signInThroughSso(page, desk);
    await expect(page.getByRole('alert').filter({ hasText: 'cannot be reached' })).toBeVisible();
    const other = await anotherBrowser(browser);
    await other.goto(`${desk.url}/sign-in`);
    await other.getByRole('textbox', { name: 'Email' }).fill(emailOf('viewer'));
    await other.getByLabel('Password').fill(PASSWORD);
    await other.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(other.getByRole('heading', { name: 'Identities', level: 1 })).toBeVisible();
  } finally {
    await provider.start();
  }
  await page.getByRole('button', { name: SSO_BUTTON }).click();
  await expect(page.getByRole('heading', { name: 'Identities', level: 1 })).toBeVisible();
});

test('it works without JavaScript', async ({ sso, browser }) => {
  const { desk, provider } = sso;
  provider.person(somebody(['staff']));
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signInThroughSso(page, desk, '/sign-in?next=/identities/new');
  await expect(page).toHaveURL(`${desk.url}/identities/new`);
  await expect(page.getByRole('heading', { name: 'You can’t do this' })).toBeVisible();
});

test('no token of the provider reaches the browser, the log or an address', async ({ page, sso }) => {
  const { desk, provider } = sso;
  provider.person(somebody(['staff']));
  const bodies: string[] = [];
  page.on('response', (response) => {
    void response.text().then(
      (text) => bodies.push(text),
      () => {},
    );
  });
  await signInThroughSso(page, desk);
  await expect(page.getByRole('heading', { name: 'Identities', level: 1 })).toBeVisible();
  const secret = provider.settings.OIDC_CLIENT_SECRET ?? '';
  expect(secret).not.toBe('');
  // ID tokens begin so: {"alg":…
  for (const text of [...bodies, desk.log()]) {
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/eyJhbGciOi/);
  }
  const cookies = await page.context().cookies(desk.url);
  expect(cookies.filter(({ httpOnly, name }) => name.startsWith('desk') && !httpOnly)).toEqual([]);
});

test('with passwords off there is one button, the first admin comes through it, and nobody is invited', async ({
  page,
  ssoOnly,
}) => {
  const { desk, provider } = ssoOnly;
  await page.goto(`${desk.url}/sign-in`);
  await expect(page.getByRole('button', { name: SSO_BUTTON })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Email' })).toHaveCount(0);
  await expectAccessible(page);
  const refused = await fetch(`${desk.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: desk.url },
    body: JSON.stringify({ email: emailOf('admin'), password: PASSWORD }),
  });
  expect(refused.status).toBe(404);

  provider.person({
    subject: 'first',
    claims: { email: 'first@desk.example', email_verified: true, name: 'First' },
  });
  await signInThroughSso(page, desk, '/sign-in?next=/operators');
  await expect(page.getByRole('table', { name: 'Operators' })).toBeVisible();
  await expect(page.getByText('there is nobody to invite')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Invite operator' })).toHaveCount(0);
});
