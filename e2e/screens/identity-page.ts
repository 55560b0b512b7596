import type { Page } from '@playwright/test';

/** The page of one identity by its accessible names. */
export class IdentityPageScreen {
  constructor(readonly page: Page) {}

  readonly heading = (name: string | RegExp) => this.page.getByRole('heading', { level: 1, name });
  readonly usage = () => this.page.getByRole('region', { name: 'Usage, last 30 days' });
  readonly profile = () => this.page.getByRole('region', { name: 'Profile' });
  readonly metadata = () => this.page.getByRole('region', { name: 'Metadata' });
  readonly edit = () => this.page.getByRole('link', { name: 'Edit', exact: true });
  readonly delete = () => this.page.getByRole('button', { name: 'Delete', exact: true });
  readonly next = () => this.page.getByRole('link', { name: 'Next identity' });
  readonly previous = () => this.page.getByRole('link', { name: 'Previous identity' });

  /** Opens by `_id` or external id and waits until the page answers to keys. */
  async open(id: string): Promise<void> {
    await this.page.goto(`/identities/${encodeURIComponent(id)}`);
    await this.page.waitForLoadState('networkidle');
  }

  /** The figure that stands for a term of the usage region. */
  async figure(term: string): Promise<string> {
    const group = this.usage()
      .locator('dl > div')
      .filter({ has: this.page.locator('dt', { hasText: term }) });
    return (await group.getByRole('definition').first().textContent()) ?? '';
  }
}
