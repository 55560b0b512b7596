import type { Page } from '@playwright/test';

/** The budget of an identity by its accessible names: the region of its page, and the dialogs. */
export class BudgetScreen {
  constructor(readonly page: Page) {}

  readonly region = () => this.page.getByRole('region', { name: 'Budget', exact: true });
  readonly meter = (name: 'Cost' | 'Tokens') => this.region().getByRole('meter', { name });
  readonly edit = () => this.region().getByRole('button', { name: 'Edit budget' });
  readonly dialog = () => this.page.getByRole('dialog');
  readonly ask = () => this.page.getByRole('alertdialog');
  readonly amount = () => this.dialog().getByRole('textbox', { name: 'Cost limit, USD' });
  readonly rate = () => this.dialog().getByRole('textbox', { name: 'Requests per minute' });
  readonly slider = () => this.dialog().getByRole('slider', { name: 'Cost limit by slider' });
  readonly answer = () =>
    this.dialog()
      .getByRole('status')
      .filter({ hasText: /stopped/ });
  readonly submit = (name: 'Set budget' | 'Save changes') => this.dialog().getByRole('button', { name });
  readonly toast = (text: string) => this.page.getByRole('status', { name: 'Notifications' }).getByText(text);

  /** Opens the page of an identity, by external id or whole address, and waits until it answers to keys. */
  async open(where: string): Promise<void> {
    await this.page.goto(where.startsWith('http') ? where : `/identities/${encodeURIComponent(where)}`);
    await this.page.waitForLoadState('networkidle');
  }

  /** Sets a first budget of so many dollars a month. */
  async set(amount: string): Promise<void> {
    await this.region().getByRole('button', { name: 'Set budget' }).click();
    await this.amount().fill(amount);
    await this.submit('Set budget').click();
    await this.edit().waitFor();
  }
}
