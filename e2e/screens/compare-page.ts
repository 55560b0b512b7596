import type { Locator, Page } from '@playwright/test';

/** Two identities side by side, by their accessible names. */
export class ComparePageScreen {
  constructor(readonly page: Page) {}

  readonly heading = () => this.page.getByRole('heading', { level: 1, name: 'Compare identities' });
  readonly table = () => this.page.getByRole('table', { name: 'Both identities' });
  readonly row = (field: string): Locator =>
    this.table()
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: new RegExp(`^${field}`) }) });
  readonly keep = (name: string) => this.table().getByRole('radio', { name: `Keep ${name}`, exact: true });
  readonly take = (field: string, from: string) =>
    this.table().getByRole('radio', { name: `${field}: take it from ${from}`, exact: true });
  readonly writing = () => this.page.getByRole('region', { name: /^1\. Write to/ });
  readonly write = () => this.writing().getByRole('button', { name: /^Write to/ });
  readonly deletion = () => this.page.getByRole('region', { name: /^2\. Delete/ });
  readonly delete = () => this.deletion().getByRole('button', { name: /^Delete/ });

  /** Opens two of them and waits until the page answers to keys. */
  async open(a: string, b?: string): Promise<void> {
    await this.page.goto(`/identities/compare?${new URLSearchParams({ a, ...(b !== undefined && { b }) })}`);
    await this.page.waitForLoadState('networkidle');
  }
}
