import type { Locator, Page } from '@playwright/test';

/** The overview of the workspace by its accessible names. */
export class OverviewScreen {
  constructor(readonly page: Page) {}

  readonly heading = () => this.page.getByRole('heading', { level: 1, name: 'Overview' });
  readonly period = (days: number) => this.page.getByRole('link', { name: `${days} days`, exact: true });
  readonly budgetsNearLimit = () => this.page.getByRole('region', { name: 'Budgets near their limit' });
  /** The line of an identity among the budgets near their limit. */
  readonly nearLimit = (name: string): Locator =>
    this.budgetsNearLimit()
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('link', { name, exact: true }) });
}
