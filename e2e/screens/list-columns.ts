import { expect, type Page } from '@playwright/test';

/** The choice of the list's columns, and the header that follows from it. */
export class ListColumnsScreen {
  constructor(readonly page: Page) {}

  readonly button = () => this.page.getByRole('button', { name: 'Columns', exact: true });
  readonly panel = () => this.page.getByRole('dialog', { name: 'Columns' });
  readonly choice = (name: string) => this.panel().getByRole('checkbox', { name, exact: true });
  readonly head = (name: string) => this.page.getByRole('columnheader', { name, exact: true });
  readonly edge = (name: string) => this.page.getByRole('separator', { name: `Width of ${name}` });

  /** Opens the panel, also on a page whose scripts are not there yet. */
  async open(): Promise<void> {
    await expect(async () => {
      if (!(await this.panel().isVisible())) await this.button().click();
      await expect(this.panel()).toBeVisible({ timeout: 2_000 });
    }).toPass();
  }

  /** The names of the columns in order, without those of the boxes and menus. */
  async heads(): Promise<string[]> {
    const names = await this.page
      .getByRole('table', { name: 'Identities' })
      .getByRole('columnheader')
      .evaluateAll((heads) => heads.map((head) => head.getAttribute('aria-label') ?? ''));
    return names.filter((name) => name !== '');
  }
}
