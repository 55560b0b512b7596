import { readFile, writeFile } from 'node:fs/promises';
import { xlsxRows } from '@/lib/files/xlsx-reader';
import { expect, expectAccessible, test, unique } from '../fixtures';
import { ExportDialogScreen } from '../screens/export-dialog';
import { IdentityListScreen } from '../screens/identity-list';
import type { IdentityApi } from '../support/identity-api';

/** More than a page of the list and of the API. */
const MANY = 57;

async function many(api: IdentityApi, tag: string): Promise<void> {
  for (let at = 0; at < MANY; at += 1)
    await api.create({
      external_id: `${tag}-${at}`,
      display_name: at === 0 ? '=HYPERLINK("http://x.test","open")' : `${tag} ${at}`,
      tags: [tag, 'a,b'],
      metadata: { plan: at % 2 === 0 ? 'pro' : 'free', text: 'line\nbreak 😀' },
    });
}

const records = (text: string) => text.trim().split('\n');

test.describe('whoever may only read', () => {
  test.use({ role: 'viewer' });

  test('exports all that match in each format, with chosen columns that are remembered', async ({
    page,
    api,
  }, info) => {
    const tag = unique('export');
    await many(api, tag);
    const list = new IdentityListScreen(page);
    const exporting = new ExportDialogScreen(page);
    await list.open(`?search=${tag}&limit=10`);
    await exporting.openForList();
    await expect(exporting.dialog()).toContainText(`found by “${tag}”`);
    await expectAccessible(page);

    const csv = await exporting.text();
    expect(csv.trim().split('\r\n').length).toBe(MANY + 1);
    expect(csv).toContain(`"'=HYPERLINK(""http://x.test"",""open"")"`);

    await exporting.openForList();
    await exporting.format('JSON Lines').check();
    await exporting.column('Avatar URL').uncheck();
    await exporting.metadataKey().fill('plan');
    await exporting.metadataKey().press('Enter');
    await expect(exporting.dialog().getByRole('button', { name: 'Remove column plan' })).toBeVisible();
    const download = await exporting.download();
    expect(download.suggestedFilename()).toBe('identities.jsonl');
    const lines = records(await readFile(await download.path(), 'utf8'));
    await expect(exporting.ending()).toContainText(`${MANY} identities exported`);
    await exporting.close();
    const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(new Set(rows.map(({ external_id }) => external_id)).size).toBe(MANY);
    expect(rows[0]).toMatchObject({ tags: [tag, 'a,b'], 'metadata.plan': 'pro', total_requests: 0 });

    await page.reload();
    await page.waitForLoadState('networkidle');
    await exporting.openForList();
    await expect(exporting.format('JSON Lines')).toBeChecked();
    await expect(exporting.column('Avatar URL')).not.toBeChecked();
    await exporting.format('Excel (XLSX)').check();
    const file = info.outputPath('identities.xlsx');
    await writeFile(file, await readFile(await (await exporting.download()).path()));
    await expect(exporting.ending()).toContainText(`${MANY} identities exported`);
    const cells: string[][] = [];
    for await (const row of xlsxRows(file)) cells.push(row.cells);
    expect(cells).toHaveLength(MANY + 1);
    expect(cells[0]).toContain('metadata.plan');
    expect(cells.at(-1)).toContain('=HYPERLINK("http://x.test","open")');
  });

  test('exports what is selected, on a phone too', async ({ page, api }) => {
    const tag = unique('chosen');
    for (const number of [1, 2, 3]) await api.create({ external_id: `${tag}-${number}`, tags: [tag] });
    await page.setViewportSize({ width: 390, height: 844 });
    const list = new IdentityListScreen(page);
    const exporting = new ExportDialogScreen(page);
    await list.open(`?tag=${tag}`);
    await page.getByRole('checkbox', { name: `Select ${tag}-2` }).check();
    await exporting.openForSelection();
    await expect(exporting.dialog()).toContainText('The selected identity.');
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await exporting.format('CSV').check();
    const csv = await exporting.text();
    expect(csv.trim().split('\r\n')).toHaveLength(2);
    expect(csv).toContain(`"${tag}-2"`);
  });
});

test('a ranking is exported in its order, with its window', async ({ page }) => {
  const list = new IdentityListScreen(page);
  const exporting = new ExportDialogScreen(page);
  await list.open('?sort=cost&days=7&limit=10');
  const first = await list.rows().first().getByRole('link').first().textContent();
  await exporting.openForList();
  await expect(exporting.dialog()).toContainText('The ranking by cost of the last 7 days');
  await exporting.format('JSON Lines').check();
  const places = records(await exporting.text()).map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(places.map(({ rank }) => rank)).toEqual(places.map((_, at) => at + 1));
  expect(places[0]).toMatchObject({ name: first, usage_window_days: 7 });
  const costs = places.map(({ cost_usd }) => Number(cost_usd));
  expect(costs).toEqual([...costs].sort((one, other) => other - one));
});

test('without a column nothing is exported, and the button says why', async ({ page }) => {
  const list = new IdentityListScreen(page);
  const exporting = new ExportDialogScreen(page);
  await list.open();
  await exporting.openForList();
  await exporting.dialog().getByRole('button', { name: 'Choose all' }).click();
  await exporting.dialog().getByRole('button', { name: 'Choose none' }).click();
  await expect(exporting.export()).toHaveAccessibleDescription('Choose at least one column.');
});

test('an upstream that fails midway is told, and no part of a file passes for the whole', async ({
  page,
  proxied,
}) => {
  const exporting = new ExportDialogScreen(page);
  await page.goto(`${proxied.desk.url}/identities`);
  await page.waitForLoadState('networkidle');
  proxied.upstream.fail('403', { on: 'reads' });
  await exporting.openForList();
  const download = await exporting.download();
  expect(await download.failure()).not.toBeNull();
  await expect(exporting.dialog().getByRole('alert')).toContainText('The export broke off');
  await expect(exporting.dialog().getByRole('alert')).toContainText('The file is not whole');
  proxied.upstream.heal();
  const again = page.waitForEvent('download');
  await exporting.dialog().getByRole('button', { name: 'Try again' }).click();
  expect(await (await again).failure()).toBeNull();
  await expect(exporting.ending()).toContainText('identities exported');
});

test('a cancelled export ends at the server and in the browser', async ({ page, proxied }) => {
  const exporting = new ExportDialogScreen(page);
  await page.goto(`${proxied.desk.url}/identities`);
  await page.waitForLoadState('networkidle');
  // Each page of it comes late: time enough to think better of it.
  proxied.upstream.fail('answer-late', { on: 'reads' });
  await exporting.openForList();
  // The browser calls it a navigation until the first bytes are there, and a click would wait for those.
  await exporting.export().click({ noWaitAfter: true });
  await exporting.cancelExport().click();
  await expect(exporting.ending()).toContainText('The export was cancelled');
  proxied.upstream.heal();
});
