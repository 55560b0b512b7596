import type { Locator, Page } from '@playwright/test';

/** The page that looks up many pasted values, by its accessible names. */
export class LookUpManyScreen {
  constructor(readonly page: Page) {}

  readonly heading = () => this.page.getByRole('heading', { level: 1, name: 'Look up many identities' });
  readonly box = () => this.page.getByRole('textbox', { name: 'IDs, external IDs or emails' });
  readonly lookUp = () => this.page.getByRole('button', { name: /^Look up \d/ });
  readonly table = () => this.page.getByRole('table', { name: 'Pasted values' });
  readonly rows = () => this.table().locator('tbody').getByRole('row');
  /** The row of a line of the paste, from 1. */
  readonly line = (line: number): Locator => this.rows().nth(line - 1);
  /** A count above the table, which shows those alone when chosen. */
  readonly count = (words: string): Locator =>
    this.page.getByRole('group', { name: 'Show' }).getByRole('radio', { name: words, exact: true });
  readonly selectFound = () => this.page.getByRole('button', { name: 'Select the found' });
  readonly copyMissing = () => this.page.getByRole('button', { name: 'Copy what is missing' });
  readonly pasteAgain = () => this.page.getByRole('button', { name: 'Paste again' });
  readonly tryAgain = () => this.page.getByRole('button', { name: 'Try again' });

  /** Waits until every value is known. */
  async settled(): Promise<void> {
    await this.page.locator('table[aria-busy="false"]').waitFor();
  }
}

/** Pastes a text where the focus is, as the keyboard does. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((clip) => {
    const data = new DataTransfer();
    data.setData('text/plain', clip);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    // What no page takes for itself goes into the box, as a browser does it.
    if (document.activeElement?.dispatchEvent(event) === true)
      document.execCommand('insertText', false, clip);
  }, text);
}
