import type { Page } from '@playwright/test';

/** The selection and the dialogs of jobs over it, by their accessible names. */
export class SelectionScreen {
  constructor(readonly page: Page) {}

  readonly bar = () => this.page.getByRole('region', { name: 'Selection' });
  readonly wholePage = () => this.page.getByRole('checkbox', { name: 'Select all on this page' });
  readonly row = (name: string) => this.page.getByRole('checkbox', { name: `Select ${name}`, exact: true });
  readonly allThatMatch = () => this.bar().getByRole('button', { name: 'Select all that match this search' });
  readonly action = (name: string) => this.bar().getByRole('button', { name, exact: true });
  /** The way to two selected identities side by side. */
  readonly compare = () => this.bar().getByRole('link', { name: 'Compare' });
  /** The dialog of a change that can be taken back. */
  readonly dialog = () => this.page.getByRole('dialog', { name: /tag|metadata|undo/i });
  /** The dialog of a deletion. */
  readonly deletion = () => this.page.getByRole('alertdialog');
  readonly goOn = () => this.dialog().getByRole('button', { name: 'Continue' });

  /** Has tags added to the selection, as far as the question whether to. */
  async prepareTags(mode: 'Add tags' | 'Remove tags', ...tags: string[]): Promise<void> {
    await this.action(mode).click();
    await this.dialog()
      .getByRole('combobox', { name: 'Tags' })
      .fill(`${tags.join(',')},`);
    await this.goOn().click();
  }

  /** Adds tags to the selection, or removes some, and waits for the end. */
  async changeTags(mode: 'Add tags' | 'Remove tags', tag: string, count: number): Promise<void> {
    await this.prepareTags(mode, tag);
    const words = mode === 'Add tags' ? 'Add tags to' : 'Remove tags from';
    await this.dialog()
      .getByRole('button', { name: `${words} ${count} ${count === 1 ? 'identity' : 'identities'}` })
      .click();
    await this.dialog().getByText(`${count} changed`).waitFor();
    await this.dialog().getByRole('button', { name: 'Close', exact: true }).last().click();
    await this.dialog().waitFor({ state: 'hidden' });
  }
}
