import type { Page } from '@playwright/test';

/** The create and edit forms by their accessible names. */
export class IdentityFormScreen {
  constructor(readonly page: Page) {}

  readonly externalId = () => this.page.getByRole('textbox', { name: 'External ID' });
  readonly displayName = () => this.page.getByRole('textbox', { name: 'Display name' });
  readonly email = () => this.page.getByRole('textbox', { name: 'Email' });
  readonly avatarUrl = () => this.page.getByRole('textbox', { name: 'Avatar URL' });
  readonly tags = () => this.page.getByRole('combobox', { name: 'Tags' });
  readonly metadata = () => this.page.getByRole('textbox', { name: 'Metadata' });
  readonly create = () => this.page.getByRole('button', { name: 'Create identity' });
  readonly save = () => this.page.getByRole('button', { name: 'Save changes' });
  /** What a save will change, as it is typed. */
  readonly changes = () => this.page.getByRole('region', { name: 'Changes', exact: true });
  readonly cancel = () => this.page.getByRole('link', { name: 'Cancel' });

  async openCreate(): Promise<void> {
    await this.page.goto('/identities/new');
    await this.page.waitForLoadState('networkidle');
  }

  async openEdit(id: string): Promise<void> {
    await this.page.goto(`/identities/${encodeURIComponent(id)}/edit`);
    await this.page.waitForLoadState('networkidle');
  }
}
