import type { Locator } from '@playwright/test';
import { AccountMenuScreen } from '../screens/account-menu';
import { AuditLogScreen } from '../screens/audit-log';
import { IdentityListScreen } from '../screens/identity-list';
import { IdentityPageScreen } from '../screens/identity-page';
import { SignInScreen } from '../screens/sign-in-page';
import { expect } from '../stage/expect';
import type { Story } from '../stage/story';
import type { Teller } from '../stage/teller';

/** A viewer reads and is told why not more; an admin sees who may what, and who did. */
export const signInAndRoles: Story = {
  name: 'sign-in-and-roles',
  title: 'Sign-in and roles',
  summary: 'What a role may not do says so and says why; an admin sees who may what, and who did what.',
  role: 'nobody',
  picture: 'viewer-menu',
  async tell(teller, page) {
    const screen = new SignInScreen(page, teller.url);
    const list = new IdentityListScreen(page);
    const identity = new IdentityPageScreen(page);
    const menu = new AccountMenuScreen(page);
    const as = async (role: 'viewer' | 'admin', arrived: Locator) => {
      await expect(screen.heading()).toBeVisible();
      await page.waitForLoadState('networkidle');
      await signIn(teller, screen, teller.account(role));
      await expect(arrived).toBeVisible();
      await page.waitForLoadState('networkidle');
    };

    await teller.open('/identities?search=northwind');
    await teller.chapter('Nobody gets in without signing in. A viewer comes first.');
    await as('viewer', list.heading());
    await list.settled();
    await teller.chapter('A viewer reads and exports. What is not theirs says why.');
    await teller.click(page.getByRole('button', { name: 'Actions for Northwind Letters' }));
    const remove = page.getByRole('menuitem', { name: 'Delete', exact: true });
    await expect(remove).toHaveAttribute('aria-disabled', 'true');
    await teller.look(remove);
    await teller.still('viewer-menu');
    await page.keyboard.press('Escape');
    await teller.click(list.row('Northwind Letters').getByRole('link'));
    await expect(identity.heading('Northwind Letters')).toBeVisible();
    await expect(identity.edit()).toHaveCount(0);
    await expect(identity.delete()).toHaveAccessibleDescription(/it takes admin/);
    await teller.look(identity.delete());
    await teller.still('viewer-page');

    await teller.chapter('Signing out empties the page. Now the admin.');
    await teller.click(menu.button());
    await teller.click(menu.entry('Sign out'));
    await as('admin', list.heading());
    await teller.click(menu.button());
    await teller.click(menu.entry('Operators'));
    await expect(page.getByRole('heading', { level: 1, name: 'Operators' })).toBeVisible();
    await teller.chapter('Who may what, since when, and from how many browsers.');
    await teller.look(page.getByText('viewer@demo.example'));
    await teller.still('operators');

    const log = new AuditLogScreen(page);
    await teller.chapter('And who did what: each sign-in is on record, each change too.');
    await teller.press('g a');
    await expect(log.heading()).toBeVisible();
    await expect(log.row('Signed in').first()).toBeVisible();
    await teller.look(log.row('Signed in').first());
    await teller.still('audit-log');
  },
};

async function signIn(
  teller: Teller,
  screen: SignInScreen,
  { email, password }: { email: string; password: string },
): Promise<void> {
  await teller.type(screen.email(), email);
  await teller.type(screen.password(), password, { secret: true });
  await teller.still(`sign-in-as-${email.split('@')[0]}`);
  await teller.click(screen.submit());
}
