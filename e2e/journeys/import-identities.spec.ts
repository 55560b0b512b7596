import { xlsxFile } from '@/lib/files/xlsx-writer';
import { expect, expectAccessible, test, unique } from '../fixtures';
import { AuditLogScreen } from '../screens/audit-log';
import { IdentityListScreen } from '../screens/identity-list';
import { ImportScreen } from '../screens/import-screen';

const csv = (...rows: string[]) => rows.join('\r\n');

test('a CSV file by the picker: created, updated, left and rejected, with a file of what was rejected', async ({
  page,
  api,
}) => {
  const key = unique('import');
  await api.create({
    external_id: `${key}-changes`,
    display_name: 'Ada',
    tags: ['old'],
    metadata: { plan: 'free', seats: 3 },
  });
  await api.create({ external_id: `${key}-stays`, display_name: 'Bea', metadata: { plan: 'pro' } });
  const list = new IdentityListScreen(page);
  const importing = new ImportScreen(page);
  await list.open(`?search=${key}`);
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Import identities' })).toBeVisible();
  await expectAccessible(page);

  await importing.choose({ name: 'customers.xls', content: 'no workbook' });
  await expect(page.getByRole('alert').filter({ hasText: 'Save it as XLSX or CSV' })).toBeVisible();
  await importing.choose({
    name: 'customers.csv',
    content: csv(
      'User ID,Name,E-mail,Labels,plan,total_requests',
      `${key}-new,Carla,carla@example.com,"vip;beta",pro,12`,
      `${key}-changes,Ada Lovelace,,vip,pro,12`,
      `${key}-stays,Bea,,,pro,12`,
      `${key}-bad,"=1+1",not an email,,,`,
      `${key}-new,Carla again,,,,`,
    ),
  });
  await expect(page.getByRole('heading', { level: 1, name: 'Import customers.csv' })).toBeVisible();
  await expect(importing.becomes('User ID')).toHaveValue('external_id');
  await expect(importing.becomes('Labels')).toHaveValue('tags');
  await expect(importing.keyOf('plan')).toHaveValue('plan');
  await expect(importing.becomes('total_requests')).toHaveAccessibleDescription(
    'Figures and budgets are not imported.',
  );
  await expectAccessible(page);

  // The draft is the store's: a reload loses nothing of it.
  await page.reload();
  await expect(importing.becomes('User ID')).toHaveValue('external_id');
  await expect(async () => {
    await importing.becomes('User ID').selectOption('Email');
    await expect(importing.check()).toHaveAccessibleDescription(
      /Choose the column that holds the external ID/,
      {
        timeout: 1_000,
      },
    );
  }).toPass();
  await expect(page.getByText('No column holds the external ID')).toBeVisible();
  await expect(importing.becomes('E-mail')).toHaveAccessibleDescription(/filled by the column “User ID”/);
  await importing.becomes('User ID').selectOption('External ID');
  await importing.separator().selectOption(';');
  await importing.check().click();

  await expect(importing.sort('Would be created', 1)).toBeChecked();
  await expect(importing.rows('Would be created')).toHaveCount(1);
  await expect(importing.rows('Would be created')).toContainText(['Carla']);
  await expect(importing.sort('Left as they are', 1)).toBeVisible();
  await page.reload();
  await expect(async () => {
    await importing.sort('Would be updated', 1).check();
    await expect(importing.rows('Would be updated')).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
  const update = importing.rows('Would be updated');
  await expect(update).toContainText(['Ada Lovelace']);
  await expect(update.getByRole('listitem').filter({ hasText: 'Removed: old' })).toBeVisible();
  await expect(update.getByRole('listitem').filter({ hasText: 'plan' })).toContainText('"pro"');
  await expectAccessible(page);
  await importing.sort('Rejected', 2).check();
  await expect(importing.rows('Rejected')).toContainText([
    'Email: Enter a full email address',
    'Line 2 has the same external ID',
  ]);
  const rejected = await importing.rejectedRows();
  expect(rejected).toContain('"User ID","Name","E-mail","Labels","plan","total_requests","reason"');
  expect(rejected).toContain(`"'=1+1"`);

  await importing.begin().click();
  await expect(page.getByText('2 written, 1 unchanged, 2 rejected').first()).toBeVisible();
  await expect(page.getByText('An import cannot be undone as a whole').first()).toBeVisible();
  expect(await api.retrieve(`${key}-new`)).toMatchObject({
    display_name: 'Carla',
    tags: ['vip', 'beta'],
    metadata: { plan: 'pro' },
  });
  expect(await api.retrieve(`${key}-changes`)).toMatchObject({
    display_name: 'Ada Lovelace',
    tags: ['vip'],
    metadata: { plan: 'pro', seats: 3 },
  });
  expect(await api.retrieve(`${key}-bad`)).toBeUndefined();

  await page.getByRole('link', { name: 'Audit entry of Carla' }).click();
  const log = new AuditLogScreen(page);
  await expect(log.row('Created identity')).toHaveCount(1);
  await page.goto('/jobs');
  await expect(page.getByRole('link', { name: 'Import customers.csv' }).first()).toBeVisible();
});

test('a workbook that is dropped on the page, on a phone', async ({ page, api }) => {
  const key = unique('sheet');
  const content = await workbook([
    ['external_id', 'display_name', 'metadata.n'],
    [`${key}-1`, '=1+1', '9007199254740993'],
    [`${key}-2`, 'Zoë', 'x'],
  ]);
  await page.setViewportSize({ width: 390, height: 844 });
  const importing = new ImportScreen(page);
  await importing.open();
  await importing.drop({ name: 'people.xlsx', content });
  await expect(importing.keyOf('metadata.n')).toHaveValue('n');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  await importing.check().click();
  await expect(importing.sort('Would be created', 2)).toBeChecked();
  await expect(importing.rows('Would be created')).toHaveCount(2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  await importing.begin().click();
  await expect(page.getByText('2 written').first()).toBeVisible();
  expect(await api.retrieve(`${key}-1`)).toMatchObject({ display_name: '=1+1' });
});

test('JSON lines by keyboard alone, whose columns are changed after the check', async ({ page, api }) => {
  const key = unique('lines');
  const importing = new ImportScreen(page);
  await importing.open();
  const button = page.getByRole('button', { name: 'Choose a file' });
  await expect(async () => {
    await button.focus();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser', { timeout: 3_000 }),
      page.keyboard.press('Enter'),
    ]);
    const lines = `{"external_id":"${key}-1","nick":"Ada","tags":["a,b"]}\nnot json\n`;
    await chooser.setFiles({ name: 'people.jsonl', mimeType: '', buffer: Buffer.from(lines) });
  }).toPass();
  await expect(importing.keyOf('nick')).toHaveValue('nick');
  await importing.check().focus();
  await page.keyboard.press('Enter');
  await expect(importing.sort('Would be created', 1)).toBeChecked();
  await importing.sort('Would be created', 1).focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  await expect(importing.sort('Rejected', 1)).toBeChecked();
  await expect(importing.rows('Rejected')).toContainText(['The row is not JSON']);
  expect(await importing.rejectedRows()).toContain('{"line":"not json","reason":');

  await importing.changeColumns().focus();
  await page.keyboard.press('Enter');
  await importing.becomes('nick').selectOption('Display name');
  await importing.check().focus();
  await page.keyboard.press('Enter');
  await importing.begin().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 written, 1 rejected').first()).toBeVisible();
  expect(await api.retrieve(`${key}-1`)).toMatchObject({ display_name: 'Ada', tags: ['a,b'], metadata: {} });
});

test('a file of which nothing is to be imported says so, and can be discarded', async ({ page }) => {
  const importing = new ImportScreen(page);
  await importing.open();
  await importing.choose({ name: 'nothing.csv', content: 'external_id,email\n..,x\n' });
  await importing.check().click();
  await expect(page.getByText('There is nothing to import')).toBeVisible();
  await expect(importing.begin()).toHaveCount(0);
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText('Cancelled').first()).toBeVisible();
});

test('a file of many megabytes arrives whole', async ({ page }) => {
  const importing = new ImportScreen(page);
  await importing.open();
  const cell = 'x'.repeat(60_000);
  const lines = Array.from({ length: 200 }, (_, at) => `big-${at},${cell}`);
  await importing.choose({ name: 'big.csv', content: ['external_id,note', ...lines].join('\n') });
  await expect(importing.check()).toHaveText('Check 200 rows');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText('Cancelled').first()).toBeVisible();
});

test.describe('whoever may only read', () => {
  test.use({ role: 'viewer', expectedConsole: [/403 \(Forbidden\)/] });

  test('finds no way to import, and the page says why', async ({ page, desk }) => {
    const list = new IdentityListScreen(page);
    await list.open();
    await expect(page.getByRole('link', { name: 'Import', exact: true })).toHaveCount(0);
    await page.goto('/identities/import');
    await expect(page.getByRole('heading', { level: 1, name: 'You can’t do this' })).toBeVisible();
    const answer = await page.request.post(`${desk.url}/api/identities/import`, {
      headers: { 'X-File-Name': 'a.csv', Origin: desk.url },
      data: 'external_id\nx\n',
    });
    expect(answer.status()).toBe(403);
  });
});

/** A workbook with these rows, its header first. */
async function workbook([header = [], ...rows]: string[][]): Promise<Buffer> {
  async function* all() {
    yield* rows;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of xlsxFile('People', header, all())) chunks.push(chunk);
  return Buffer.concat(chunks);
}
