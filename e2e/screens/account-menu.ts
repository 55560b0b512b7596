import type { Page } from '@playwright/test';

/** The account menu of the header by its accessible names. */
export class AccountMenuScreen {
  constructor(readonly page: Page) {}

  readonly button = () => this.page.getByRole('button', { name: 'Account' });
  readonly entry = (name: string) => this.page.getByRole('menuitem', { name, exact: true });
}
