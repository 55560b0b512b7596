import type { Locator, Page } from '@playwright/test';

/** The audit log and the history of an identity by their accessible names. */
export class AuditLogScreen {
  constructor(readonly page: Page) {}

  readonly heading = () => this.page.getByRole('heading', { level: 1, name: 'Audit log' });
  readonly table = () => this.page.getByRole('table', { name: 'Audit log' });
  /** The rows of entries, without the header and without details that are open. */
  readonly rows = () =>
    this.table()
      .locator('tbody')
      .getByRole('row')
      .filter({ has: this.page.getByRole('button', { name: /, details of:/ }) });
  readonly row = (text: string | RegExp): Locator => this.rows().filter({ hasText: text });
  readonly history = () => this.page.getByRole('region', { name: 'History' });
  readonly filter = (name: string) =>
    this.page.getByRole('search', { name: 'Filter the audit log' }).getByLabel(name, { exact: true });
  readonly dialog = () => this.page.getByRole('dialog');

  /** Opens the log and waits until it answers to keys. */
  async open(query = ''): Promise<void> {
    await this.page.goto(`/audit${query}`);
    await this.page.waitForLoadState('networkidle');
  }

  /** Opens the details of the first entry of an action, in the log or a history. */
  async details(action: string, within: Locator = this.table()): Promise<void> {
    await within
      .getByRole('button', { name: `, details of: ${action}` })
      .first()
      .click();
    await within.getByText('Network address').first().waitFor();
  }
}
