import { expect, expectAccessible, test, unique } from '../fixtures';
import { AuditLogScreen } from '../screens/audit-log';
import { ComparePageScreen } from '../screens/compare-page';
import { CommandPaletteScreen } from '../screens/command-palette';
import { DeleteDialogScreen } from '../screens/delete-dialog';
import { IdentityListScreen } from '../screens/identity-list';
import { IdentityPageScreen } from '../screens/identity-page';
import { SelectionScreen } from '../screens/selection';
import type { IdentityApi } from '../support/identity-api';
import { rawAnswer } from '../support/raw-answer';

test('two selected rows lead to both side by side, by the bar and from the palette', async ({
  page,
  api,
}) => {
  const { one, other } = await twoOfOne(api);
  const stem = one.external_id.slice(0, -2);
  await api.create({ external_id: `${stem}-c`, display_name: 'Cy Byrne' });
  const [list, selection, compare, palette] = [
    new IdentityListScreen(page),
    new SelectionScreen(page),
    new ComparePageScreen(page),
    new CommandPaletteScreen(page),
  ];
  await list.open(`?search=${stem}`);
  await selection.row('Ada Byrne').check();
  await expect(selection.bar()).toContainText('1 selected');
  await expect(selection.compare()).toHaveCount(0);
  await selection.row('A. Byrne').check();
  await expect(selection.compare()).toBeVisible();
  await expectAccessible(page);
  await selection.row('Cy Byrne').check();
  await expect(selection.bar()).toContainText('3 selected');
  await expect(selection.compare()).toHaveCount(0);
  await selection.row('Cy Byrne').uncheck();
  await selection.compare().click();
  await expect(page).toHaveURL(`/identities/compare?a=${one._id}&b=${other._id}`);
  await expect(compare.row('Display name')).toContainText('Differs');

  await page.goBack();
  await expect(selection.compare()).toBeVisible();
  await page.keyboard.press('Control+k');
  await palette.input().fill('compare');
  await expect(palette.option('Selection: Compare')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/identities/compare?a=${one._id}&b=${other._id}`);
  await expect(compare.table()).toBeVisible();
});

/** Two of one person, in two spellings of one email. */
async function twoOfOne(api: IdentityApi) {
  const stem = unique('twin');
  const one = await api.create({
    external_id: `${stem}-a`,
    display_name: 'Ada Byrne',
    email: `${stem}@quillon.example`,
    tags: ['pro', 'eu'],
    metadata: { plan: 'pro', seats: 1 },
  });
  const other = await api.create({
    external_id: `${stem}-b`,
    // White space at the ends of a stored name does not come along with it.
    display_name: ' A. Byrne ',
    email: `${stem.toUpperCase()}@Quillon.example`,
    tags: ['eu', 'imported'],
    metadata: { plan: 'free', crm: 'https://crm.example/417' },
  });
  return { one, other };
}

test('a shared email leads from the page of an identity to both of them side by side', async ({
  page,
  api,
}) => {
  const ada = await api.retrieve('crm-000417');
  const identity = new IdentityPageScreen(page);
  const compare = new ComparePageScreen(page);
  await identity.open('crm-000417');
  await identity.profile().getByRole('link', { name: '1 other shares this email' }).click();
  await expect(compare.heading()).toBeVisible();
  await expect(page).toHaveURL(`/identities/compare?a=${ada?._id}`);
  await expect(compare.row('Display name')).toContainText('Same');
  await expect(compare.row('Email')).toContainText('Differs');
  await expect(compare.row('plan')).toContainText('"free"');
  await expect(compare.row('Requests')).toContainText('9');
  // The one in use stays, and the page says why.
  await expect(compare.table()).toContainText('Suggested because it is more in use');
  await expectAccessible(page);

  // Three of one email: which one is a choice, with an address.
  await identity.open('edge-dup-a');
  await identity.profile().getByRole('link', { name: '2 others share this email' }).click();
  const choice = page.getByRole('navigation', { name: 'Compare with' }).getByRole('link');
  await expect(choice).toHaveCount(2);
  await choice.filter({ hasText: 'Dupont, Robin' }).click();
  await expect(page).toHaveURL(/[?&]b=/);
  await expect(compare.table()).toContainText('edge-dup-c');

  // Nobody shares the email of this one; any other can be put beside it.
  await identity.open('user_mei-lin-zhao');
  await expect(identity.profile()).not.toContainText('this email');
  await compare.open('user_mei-lin-zhao');
  await expect(page.getByText('Nobody else has the email of')).toBeVisible();
  await page.getByRole('textbox', { name: 'Compare with' }).fill('crm-000417');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(compare.row('Display name')).toContainText('Ada Byrne');
});

test('two are made one: chosen field by field, written, the other deleted, and both taken back', async ({
  page,
  api,
}) => {
  const { one, other } = await twoOfOne(api);
  const compare = new ComparePageScreen(page);
  await compare.open(one._id);
  await compare.keep('Ada Byrne').check();
  // Tags of both and members that only the other has come along by themselves.
  await compare.take('Display name', 'A. Byrne').check();
  await compare.take('plan', 'A. Byrne').check();
  await compare.take('seats', 'A. Byrne').check();
  await expect(compare.writing()).toContainText('Added: imported');
  await expect(compare.writing()).toContainText('Ada Byrne');
  await expect(compare.delete()).toHaveAttribute('aria-disabled', 'true');
  await compare.write().click();
  await expect(compare.writing().getByRole('status')).toContainText('There is nothing to write');
  expect(await api.retrieve(one._id)).toMatchObject({
    external_id: one.external_id,
    display_name: 'A. Byrne',
    email: one.email,
    tags: ['pro', 'eu', 'imported'],
    metadata: { plan: 'free', crm: 'https://crm.example/417' },
  });
  expect((await api.retrieve(other._id))?.display_name).toBe(' A. Byrne ');

  await compare.delete().click();
  const ask = new DeleteDialogScreen(page);
  await expect(page.getByRole('alertdialog')).toContainText('Usage stays on record under the external ID');
  await ask.confirmation(other.external_id).fill(other.external_id);
  await ask.confirm().click();
  await expect(page).toHaveURL(`/identities/${one._id}`);
  await expect.poll(() => api.retrieve(other._id)).toBeUndefined();

  // Both steps stand in the log; the edit is taken back there as any other.
  const log = new AuditLogScreen(page);
  await log.open(`?identity=${other._id}`);
  await expect(log.row('Deleted identity')).toHaveCount(1);
  await log.details('Deleted identity');
  await expect(page.getByRole('button', { name: 'Create again…' })).toBeVisible();
  await log.open(`?identity=${one._id}`);
  await log.details('Edited identity');
  await page.getByRole('button', { name: 'Take back…' }).click();
  await log.dialog().getByRole('button', { name: 'Take back' }).click();
  await expect(log.dialog()).toHaveCount(0);
  await expect.poll(async () => (await api.retrieve(one._id))?.display_name).toBe('Ada Byrne');
  expect((await api.retrieve(one._id))?.tags).toEqual(['pro', 'eu']);
});

test('what is taken is taken to the letter, and what is left stays as it is written', async ({
  page,
  api,
  desk,
}) => {
  const stem = unique('exact');
  const headers = { Authorization: `Bearer ${desk.apiKey}`, 'Content-Type': 'application/json' };
  const write = (id: string, metadata: string) =>
    rawAnswer(
      desk.url,
      'POST',
      '/v2/identities',
      headers,
      `{"external_id":"${id}","email":"${stem}@x.example","metadata":${metadata}}`,
    );
  await write(`${stem}-a`, '{"big":9007199254740993,"own":1.50}');
  await write(`${stem}-b`, '{"big":1,"taken":12345678901234567890,"__proto__":{"a":0.10}}');
  const compare = new ComparePageScreen(page);
  await compare.open(`${stem}-a`, `${stem}-b`);
  await compare.keep(`${stem}-a`).check();
  await expect(compare.row('taken')).toContainText('12345678901234567890');
  await compare.write().click();
  await expect(compare.writing().getByRole('status')).toContainText('There is nothing to write');
  const { text } = await rawAnswer(desk.url, 'GET', `/v2/identities/${stem}-a`, headers);
  for (const part of ['9007199254740993', '12345678901234567890', '"__proto__"'])
    expect(text).toContain(part);
  expect((await api.retrieve(`${stem}-a`))?.metadata).toMatchObject({ own: 1.5 });
});

test('a change of somebody else meanwhile is shown, and nothing is overwritten', async ({ page, api }) => {
  const { one, other } = await twoOfOne(api);
  const compare = new ComparePageScreen(page);
  await compare.open(one._id, other._id);
  await compare.keep('Ada Byrne').check();
  await compare.take('Display name', 'A. Byrne').check();
  await api.update(one._id, { display_name: 'Theirs' });
  await compare.write().click();
  await expect(compare.writing().getByRole('alert')).toContainText(
    'Someone else changed this identity meanwhile',
  );
  await expect(compare.row('Display name')).toContainText('Theirs');
  expect((await api.retrieve(one._id))?.display_name).toBe('Theirs');
  await compare.write().click();
  await expect(compare.writing().getByRole('status')).toContainText('There is nothing to write');
  expect((await api.retrieve(one._id))?.display_name).toBe('A. Byrne');
});

test('a search that fails takes nothing from the page of the identity', async ({
  page,
  proxied: { desk, upstream },
  api,
}) => {
  const { one } = await twoOfOne(api);
  await page.goto(`${desk.url}/identities/${one._id}`);
  await expect(page.getByRole('link', { name: '1 other shares this email' })).toBeVisible();
  upstream.fail('html', { on: 'reads', id: 'identities' });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Byrne' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Metadata' })).toContainText('plan');
  await expect(page.getByRole('region', { name: 'Profile' })).not.toContainText('this email');
  upstream.heal();
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });
  test('compares, and is told why nothing can be written or deleted', async ({ page }) => {
    const compare = new ComparePageScreen(page);
    await compare.open('crm-000417');
    await expect(compare.row('Email')).toContainText('Differs');
    await expect(compare.write()).toHaveAttribute('aria-disabled', 'true');
    await expect(compare.write()).toHaveAccessibleDescription(
      /Your role, viewer, does not allow this; it takes editor/,
    );
    await expect(compare.delete()).toHaveAccessibleDescription(/it takes admin/);
  });
});

test.describe('an editor', () => {
  test.use({ role: 'editor' });
  test('writes, and is told that deleting takes an admin', async ({ page, api }) => {
    const { one, other } = await twoOfOne(api);
    const compare = new ComparePageScreen(page);
    await compare.open(one._id, other._id);
    await compare.keep('Ada Byrne').check();
    await compare.write().click();
    await expect(compare.writing().getByRole('status')).toContainText('There is nothing to write');
    await expect(compare.delete()).toHaveAttribute('aria-disabled', 'true');
    await expect(compare.deletion()).toContainText('Your role, editor, does not allow this; it takes admin.');
    expect((await api.retrieve(one._id))?.tags).toEqual(['pro', 'eu', 'imported']);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 800 } });
  test('each field stands above its two values, without scrolling sideways', async ({ page }) => {
    const compare = new ComparePageScreen(page);
    await compare.open('crm-000417');
    await expect(compare.row('Email')).toContainText('Differs');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expectAccessible(page);
  });
});
