import type { Page } from '@playwright/test';

/** The account page by its accessible names. */
export class AccountScreen {
  constructor(readonly page: Page) {}

  readonly heading = () => this.page.getByRole('heading', { level: 1, name: 'Your account' });
  readonly presentPassword = () => this.page.getByLabel('Present password', { exact: true });
  readonly newPassword = () => this.page.getByLabel('New password', { exact: true });
  readonly endOthers = () => this.page.getByRole('checkbox', { name: /End my sign-ins on other/ });
  readonly changePassword = () => this.page.getByRole('button', { name: 'Change password' });
  readonly secondFactor = () => this.page.getByRole('region', { name: 'Second factor' });
  readonly setUp = () => this.secondFactor().getByRole('button', { name: 'Set up second factor' });
  readonly password = () => this.secondFactor().getByLabel('Password', { exact: true });
  readonly secret = () => this.secondFactor().getByLabel('Secret', { exact: true });
  readonly code = () => this.secondFactor().getByRole('textbox', { name: 'Code' });
  readonly recoveryCodes = () =>
    this.page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  readonly kept = () => this.page.getByRole('button', { name: 'I have kept them' });
  readonly signIns = () => this.page.getByRole('list', { name: 'Your sign-ins' }).getByRole('listitem');

  async open(url: string): Promise<void> {
    await this.page.goto(`${url}/account`);
    await this.page.waitForLoadState('networkidle');
  }

  /** Gives the password and reads the secret, as an authenticator app would. */
  async beginSecondFactor(password: string): Promise<string> {
    await this.setUp().click();
    await this.password().fill(password);
    await this.secondFactor().getByRole('button', { name: 'Continue' }).click();
    return (await this.secret().innerText()).replaceAll(' ', '');
  }
}
