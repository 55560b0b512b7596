import type { Download, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';

/** The dialog that exports identities. */
export class ExportDialogScreen {
  constructor(private readonly page: Page) {}

  dialog() {
    return this.page.getByRole('dialog', { name: 'Export identities' });
  }
  format(name: 'CSV' | 'Excel (XLSX)' | 'JSON Lines') {
    return this.dialog().getByRole('radio', { name });
  }
  column(name: string) {
    return this.dialog().getByRole('checkbox', { name, exact: true });
  }
  metadataKey() {
    return this.dialog().getByRole('textbox', { name: 'Metadata key as a column' });
  }
  export() {
    return this.dialog().getByRole('button', { name: /^Export (CSV|Excel|JSON)/ });
  }
  cancelExport() {
    return this.dialog().getByRole('button', { name: 'Cancel export' });
  }
  /** Says how it ended. */
  ending() {
    return this.dialog().getByRole('status');
  }

  /** Opens the export of all that the list shows. */
  async openForList() {
    await this.page.getByRole('button', { name: /^Export (all|matches)$/ }).click();
    await this.dialog().waitFor();
  }

  /** Opens the export of what is selected. */
  async openForSelection() {
    await this.page
      .getByRole('region', { name: 'Selection' })
      .getByRole('button', { name: 'Export', exact: true })
      .click();
    await this.dialog().waitFor();
  }

  /** Exports what the dialog says. */
  async download(): Promise<Download> {
    const download = this.page.waitForEvent('download');
    await this.export().click();
    return download;
  }

  async close() {
    await this.dialog().getByRole('button', { name: 'Close' }).last().click();
    await this.dialog().waitFor({ state: 'detached' });
  }

  /** Exports, waits until the file is whole, and closes the dialog. */
  async text(): Promise<string> {
    const text = await readFile(await (await this.download()).path(), 'utf8');
    await this.ending().getByText('exported').waitFor();
    await this.close();
    return text;
  }
}
