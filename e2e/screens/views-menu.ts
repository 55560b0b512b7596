import { expect, type Page } from '@playwright/test';

/** The saved views of the list. */
export class ViewsMenuScreen {
  constructor(readonly page: Page) {}

  readonly button = () => this.page.getByRole('button', { name: /^Views/ });
  readonly menu = () => this.page.getByRole('menu');
  readonly view = (name: string) => this.menu().getByRole('menuitemradio', { name: new RegExp(`^${name}`) });
  readonly item = (name: string) => this.menu().getByRole('menuitem', { name, exact: true });
  readonly saveDialog = () => this.page.getByRole('dialog', { name: 'Save as new view' });

  /** Opens the menu, also on a page whose scripts are not there yet, and waits until the views are in it. */
  async open(): Promise<void> {
    await expect(async () => {
      if (!(await this.menu().isVisible())) await this.button().click();
      await expect(this.menu()).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect(this.menu().getByText('Reading views…')).toHaveCount(0);
  }

  /** Saves what is on screen under a name. */
  async saveAs(name: string, { byDefault = false }: { byDefault?: boolean } = {}): Promise<void> {
    await this.open();
    await this.item('Save as new view…').click();
    await this.saveDialog().getByRole('textbox', { name: 'Name' }).fill(name);
    if (byDefault)
      await this.saveDialog()
        .getByRole('checkbox', { name: /by default/ })
        .check();
    await this.saveDialog().getByRole('button', { name: 'Save view' }).click();
    await expect(this.saveDialog()).toBeHidden();
  }
}
