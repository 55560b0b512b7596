import { expect, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';

/** What a file is made of: its name and its content. */
export type ImportFile = { name: string; content: string | Buffer };

/** The import of a file, from the page that takes it to the page of its job, by accessible names. */
export class ImportScreen {
  constructor(readonly page: Page) {}

  readonly check = () => this.page.getByRole('button', { name: /^Check \d/ });
  readonly becomes = (column: string) => this.page.getByRole('combobox', { name: `${column} becomes` });
  readonly keyOf = (column: string) => this.page.getByRole('textbox', { name: `Metadata key of ${column}` });
  readonly separator = () => this.page.getByRole('combobox', { name: 'Tags are parted by' });
  /** One of the sorts of rows, with how many there are. */
  readonly sort = (name: string, count: number) =>
    this.page.getByRole('radio', { name: `${name} ${count}`, exact: true });
  readonly rows = (sort: string) =>
    this.page.getByRole('table', { name: sort, exact: true }).locator('tbody').getByRole('row');
  readonly changeColumns = () => this.page.getByRole('button', { name: 'Change columns' });
  readonly begin = () => this.page.getByRole('button', { name: /^Import [\d,]+ identit/ });

  async open(): Promise<void> {
    await this.page.goto('/identities/import');
    await this.page.getByRole('heading', { level: 1, name: 'Import identities' }).waitFor();
  }

  /** Chooses a file by the picker, and waits until its columns are asked for. */
  async choose({ name, content }: ImportFile): Promise<void> {
    const button = this.page.getByRole('button', { name: 'Choose a file' });
    // A page that is not ready yet opens no picker.
    await expect(async () => {
      const [chooser] = await Promise.all([
        this.page.waitForEvent('filechooser', { timeout: 3_000 }),
        button.click(),
      ]);
      await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
    }).toPass();
  }

  /** Drops a file on the page, as a browser tells of it. */
  async drop({ name, content }: ImportFile): Promise<void> {
    const bytes = [...Buffer.from(content)];
    const transfer = await this.page.evaluateHandle(
      ([file, data]) => {
        const held = new DataTransfer();
        held.items.add(new File([new Uint8Array(data)], file));
        return held;
      },
      [name, bytes] as const,
    );
    const heading = this.page.getByRole('heading', { level: 1 });
    await expect(async () => {
      await heading.dispatchEvent('dragover', { dataTransfer: transfer });
      await expect(this.page.getByText('Drop the file to read it')).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await heading.dispatchEvent('drop', { dataTransfer: transfer });
  }

  /** The text of the file of rejected rows. */
  async rejectedRows(): Promise<string> {
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('link', { name: 'Download rejected rows' }).click();
    return readFile(await (await download).path(), 'utf8');
  }
}
