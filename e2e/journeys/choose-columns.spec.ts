import { expect, expectAccessible, test as base, unique } from '../fixtures';
import { IdentityListScreen } from '../screens/identity-list';
import { ListColumnsScreen } from '../screens/list-columns';
import { requireBuild, startDesk, type DeskServer } from '../support/desk-server';

/** A desk of their own: columns are kept for the operator, and other journeys would find them. */
const test = base.extend<object, { desk: DeskServer }>({
  desk: [
    async ({}, provide) => {
      await requireBuild();
      const desk = await startDesk({ DEMO_WORKSPACE: 'demo' });
      await provide(desk);
      await desk.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

const DEFAULT = ['Identity', 'External ID', 'Tags', 'Requests', 'Cost', 'Tokens', 'Error rate', 'Updated'];

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('hides, moves and adds columns by keyboard; they are there in the next document, and reset', async ({
    page,
    api,
  }) => {
    const [list, columns] = [new IdentityListScreen(page), new ListColumnsScreen(page)];
    const external_id = unique('columns');
    await api.create({
      external_id,
      display_name: 'Column Person',
      metadata: {
        journey_plan: 'pro',
        journey_seats: 12,
        journey_deep: { a: [1] },
        private_note: 'never asked for',
      },
    });
    await list.open(`?search=${external_id}`);
    await expect(list.row('Column Person')).toBeVisible();
    expect(await columns.heads()).toEqual(DEFAULT);

    await columns.button().focus();
    await page.keyboard.press('Enter');
    await expect(columns.panel()).toBeVisible();
    await expect(columns.choice('Identity')).toBeDisabled();
    await columns.choice('Tags').focus();
    await page.keyboard.press('Space');
    await expect(columns.head('Tags')).toHaveCount(0);

    const up = columns.panel().getByRole('button', { name: 'Move Cost up' });
    await up.focus();
    await page.keyboard.press('Enter');
    await expect(up).toBeFocused();
    await expect(columns.panel().getByRole('status')).toHaveText('Cost is column 3 of 7 now');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => columns.heads())
      .toEqual(['Identity', 'Cost', 'External ID', 'Requests', 'Tokens', 'Error rate', 'Updated']);

    // Seen in the rows, and so suggested; another by typing it.
    const key = columns.panel().getByRole('textbox', { name: 'Metadata key as a column' });
    await key.fill('journey_s');
    await columns
      .panel()
      .getByRole('button', { name: /^journey_seats/ })
      .click();
    await expect(columns.head('journey_seats')).toBeVisible();
    await expect(list.row('Column Person').getByRole('cell', { name: '12', exact: true })).toBeVisible();
    await key.fill('journey_deep');
    await page.keyboard.press('Enter');
    await expect(list.row('Column Person')).toContainText('{"a":[1]}');
    await key.fill('journey_absent');
    await page.keyboard.press('Enter');
    await expect(list.row('Column Person')).toContainText('not set');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(columns.panel()).toBeHidden();
    await expect(columns.button()).toBeFocused();

    const chosen = [
      'Identity',
      'Cost',
      'External ID',
      'Requests',
      'Tokens',
      'Error rate',
      'journey_seats',
      'journey_deep',
      'journey_absent',
      'Updated',
    ];
    await page.reload();
    await list.settled();
    expect(await columns.heads()).toEqual(chosen);
    const html = await (await page.request.get(`/identities?search=${external_id}`)).text();
    expect(html).toContain('journey_seats');
    expect(html).not.toContain('never asked for');
    expect(html).not.toMatch(/<(?:th|td|col)[^>]* style=/);

    await columns.open();
    await columns.panel().getByRole('button', { name: 'Reset columns' }).click();
    await expect.poll(() => columns.heads()).toEqual(DEFAULT);
    await page.reload();
    await list.settled();
    expect(await columns.heads()).toEqual(DEFAULT);
  });
});

test.describe('an editor', () => {
  test.use({ role: 'editor' });

  test('makes a column wider by its edge and by keyboard, also for the next document', async ({ page }) => {
    const [list, columns] = [new IdentityListScreen(page), new ListColumnsScreen(page)];
    await list.open('?limit=10');
    await list.settled();
    const width = async (name: string) => Math.round((await columns.head(name).boundingBox())?.width ?? 0);
    const before = await width('External ID');
    await expect(async () => {
      await columns.head('Tags').hover();
      await columns.head('External ID').hover();
      await expect(columns.edge('External ID')).toBeAttached({ timeout: 2_000 });
    }).toPass();
    const edge = await columns.edge('External ID').boundingBox();
    if (edge === null) throw new Error('the edge is not on screen');
    const [x, y] = [edge.x + edge.width / 2, edge.y + edge.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 60, y, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => width('External ID')).toBe(before - 60);
    // Whatever a cell holds, it is no wider than its column.
    const cell = await list.rows().first().locator('[data-cell="external-id"]').boundingBox();
    expect(Math.round(cell?.width ?? 0)).toBe(before - 60);

    await columns.open();
    const slider = columns.panel().getByRole('slider', { name: 'Width of Tags' });
    await slider.fill('160');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await expect(slider).toHaveAttribute('aria-valuetext', '168 pixels');
    await expect.poll(() => width('Tags')).toBe(168);
    await page.keyboard.press('Escape');

    await page.reload();
    await list.settled();
    await expect.poll(() => width('External ID')).toBe(before - 60);
    expect(await width('Tags')).toBe(168);

    await expect(async () => {
      await columns.head('Tags').hover();
      await columns.head('External ID').hover();
      await columns.edge('External ID').dblclick({ timeout: 2_000 });
      await expect.poll(() => width('External ID'), { timeout: 2_000 }).not.toBe(before - 60);
    }).toPass();
  });
});

test('on a phone the columns decide which two figures stand on a card, and nothing scrolls sideways', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const [list, columns] = [new IdentityListScreen(page), new ListColumnsScreen(page)];
  await list.open('?limit=10');
  await list.settled();
  const shown = () =>
    list
      .rows()
      .first()
      .locator('[data-card]')
      .evaluateAll((cells) =>
        cells.filter((cell) => cell.checkVisibility()).map((cell) => cell.getAttribute('data-cell')),
      );
  expect(await shown()).toEqual(['requests', 'cost']);
  await columns.open();
  await columns.choice('Requests').uncheck();
  await expect.poll(shown).toEqual(['cost', 'tokens']);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await columns.panel().getByRole('button', { name: 'Reset columns' }).click();
  await expect.poll(shown).toEqual(['requests', 'cost']);
});
