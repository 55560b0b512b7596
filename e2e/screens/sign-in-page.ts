import type { Page } from '@playwright/test';

/** The sign-in page by its accessible names; `url` is the origin of the desk. */
export class SignInScreen {
  constructor(
    readonly page: Page,
    readonly url: string,
  ) {}

  readonly heading = () => this.page.getByRole('heading', { level: 1, name: 'Sign in' });
  readonly email = () => this.page.getByRole('textbox', { name: 'Email' });
  readonly password = () => this.page.getByLabel('Password', { exact: true });
  readonly code = () => this.page.getByRole('textbox', { name: 'Code', exact: true });
  readonly recoveryCode = () => this.page.getByRole('textbox', { name: 'Recovery code' });
  readonly submit = () => this.page.getByRole('button', { name: 'Sign in', exact: true });

  async open(next?: string): Promise<void> {
    await this.page.goto(
      `${this.url}/sign-in${next === undefined ? '' : `?next=${encodeURIComponent(next)}`}`,
    );
    await this.page.waitForLoadState('networkidle');
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.email().fill(email);
    await this.password().fill(password);
    await this.submit().click();
  }
}
