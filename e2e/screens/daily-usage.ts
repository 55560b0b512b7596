import type { Page } from '@playwright/test';

/** The daily usage of an identity's page by its accessible names. */
export class DailyUsageScreen {
  constructor(readonly page: Page) {}

  readonly region = () => this.page.getByRole('region', { name: 'Daily usage', exact: true });
  readonly metric = (name: string) => this.region().getByRole('radio', { name });
  readonly period = (days: number) => this.region().getByRole('link', { name: `${days} days`, exact: true });
  /** The points of the chart; each is named by what its day came to. */
  readonly days = () => this.region().getByRole('group', { name: /^Days/ }).getByRole('button');
  readonly day = (name: string | RegExp) => this.days().and(this.page.getByRole('button', { name }));
  readonly showTable = () => this.region().getByRole('button', { name: 'Show table' });
  readonly table = () => this.region().getByRole('table', { name: 'Daily usage' });
  readonly tryAgain = () => this.region().getByRole('button', { name: 'Try again' });

  /** What the period comes to in the figure that is shown, as it is written. */
  async total(metric: string): Promise<string> {
    const line = this.region()
      .locator('p')
      .filter({ hasText: `${metric}: ` })
      .filter({ visible: true });
    const text = (await line.locator('span').first().textContent()) ?? '';
    return text.replace(`${metric}: `, '');
  }

  /** The cells of one column of the table, from the newest day to the oldest, and their sum below them. */
  async column(name: string): Promise<{ days: string[]; sum: string }> {
    const headers = await this.table().getByRole('columnheader').allTextContents();
    const at = headers.indexOf(name);
    const [, ...cells] = await this.table()
      .getByRole('row')
      .evaluateAll((rows, column) => rows.map((row) => row.children.item(column)?.textContent ?? ''), at);
    return { days: cells.slice(0, -1), sum: cells.at(-1) ?? '' };
  }

  /** Chooses a figure, as a pointer does: by its words. */
  async choose(metric: string): Promise<void> {
    await this.region().locator('label', { hasText: metric }).click();
  }
}
