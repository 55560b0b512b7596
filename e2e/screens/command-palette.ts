import type { Page } from '@playwright/test';

/** The command palette by its accessible names. */
export class CommandPaletteScreen {
  constructor(readonly page: Page) {}

  readonly dialog = () => this.page.getByRole('dialog', { name: 'Command palette' });
  readonly input = () => this.dialog().getByRole('combobox');
  readonly option = (name: string | RegExp) => this.dialog().getByRole('option', { name });
}
