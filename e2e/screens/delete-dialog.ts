import type { Page } from '@playwright/test';

/** The dialog that deletes one identity. */
export class DeleteDialogScreen {
  constructor(readonly page: Page) {}

  readonly dialog = (name: string | RegExp) => this.page.getByRole('alertdialog', { name });
  readonly confirmation = (externalId: string) =>
    this.page.getByRole('textbox', { name: `Type ${externalId} to confirm`, exact: true });
  readonly confirm = () => this.page.getByRole('button', { name: 'Delete identity' });
  readonly cancel = () => this.page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' });
}
