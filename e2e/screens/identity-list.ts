import type { Locator, Page } from '@playwright/test';

/** The list page by its accessible names. */
export class IdentityListScreen {
  constructor(readonly page: Page) {}

  readonly heading = () => this.page.getByRole('heading', { level: 1, name: 'Identities', exact: true });
  readonly search = () => this.page.getByRole('searchbox', { name: 'Search identities' });
  readonly table = () => this.page.getByRole('table', { name: 'Identities' });
  /** The rows of identities, without the header. */
  readonly rows = () => this.table().locator('tbody').getByRole('row');
  readonly names = () => this.rows().getByRole('link');
  readonly row = (name: string): Locator =>
    this.rows().filter({ has: this.page.getByRole('link', { name, exact: true }) });
  readonly nextPage = () => this.page.getByRole('link', { name: 'Next page' });
  readonly previousPage = () => this.page.getByRole('link', { name: 'Previous page' });
  readonly sort = () => this.page.getByRole('combobox', { name: 'Sort by' });
  readonly rowsPerPage = () => this.page.getByRole('combobox', { name: 'Rows per page' });
  readonly clearFilters = () => this.page.getByRole('button', { name: 'Clear filters' });
  readonly tagFilter = () => this.page.getByRole('button', { name: 'Filter by tags' });

  /** Opens the list and waits until it answers to keys: before that a key press is lost, as on any page. */
  async open(query = ''): Promise<void> {
    await this.page.goto(`/identities${query}`);
    await this.page.waitForLoadState('networkidle');
  }

  /** The addresses of the shown rows, which hold their `_id`s, once nothing is loading. */
  async ids(): Promise<string[]> {
    await this.settled();
    return this.names().evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  }

  /** Waits until the rows shown are those of the present address. */
  async settled(): Promise<void> {
    await this.page.locator('table[aria-busy="false"]').waitFor();
  }
}
