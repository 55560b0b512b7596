import type { Page } from '@playwright/test';
import { expect, test as base, unique } from '../fixtures';
import { IdentityFormScreen } from '../screens/identity-form';
import { IdentityListScreen } from '../screens/identity-list';
import { IdentityPageScreen } from '../screens/identity-page';
import { watchBrowser } from '../support/browser-watch';
import { PAGES } from '../support/pages';

/** Every page and all that opens on it: the console stays silent, no policy is hit, no other host is asked. */
const test = base.extend<{ watched: Page }>({
  watched: async ({ page }, provide) => {
    const watch = await watchBrowser(page);
    await provide(page);
    watch.expectQuiet();
  },
});
test.use({ expectedConsole: [/status of 404 \(Not Found\)/] });

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('every page by its address', async ({ watched: page }) => {
      for (const { path, heading, status = 200 } of PAGES) {
        const response = await page.goto(path);
        expect(response?.status(), path).toBe(status);
        await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
        await page.waitForLoadState('networkidle');
        // It answers: a page whose scripts were blocked shows its text and does nothing.
        await page.getByRole('button', { name: 'Account' }).click();
        await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeVisible();
        await page.keyboard.press('Escape');
      }
    });

    test('every page by a link to it', async ({ watched: page }) => {
      for (const { path, heading, linked } of PAGES) {
        if (linked === undefined) continue;
        await page.goto(linked.from);
        await page.waitForLoadState('networkidle');
        await page.evaluate(() => Reflect.set(window, 'sameDocument', true));
        const exact = typeof linked.link === 'string';
        await page.getByRole('link', { name: linked.link, exact }).first().click();
        await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
        await page.waitForLoadState('networkidle');
        expect(await page.evaluate(() => Reflect.get(window, 'sameDocument')), path).toBe(true);
      }
    });

    test('the palette, menus and dialogs of the list', async ({ watched: page, api }) => {
      const tag = unique('policy');
      for (const number of [1, 2]) await api.create({ external_id: `${tag}-${number}`, tags: [tag] });
      const list = new IdentityListScreen(page);
      await list.open(`?tag=${tag}`);
      await page.getByRole('button', { name: 'Open command palette' }).click();
      const palette = page.getByRole('dialog', { name: 'Command palette' });
      await palette.getByRole('combobox').fill('mei-lin');
      await expect(palette.getByRole('option', { name: /Mei-Lin/ }).first()).toBeVisible();
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
      await page.keyboard.press('Escape');
      await list.tagFilter().click();
      await expect(
        page.getByRole('dialog', { name: 'Filter by tags' }).getByRole('option').first(),
      ).toBeVisible();
      await page.keyboard.press('Escape');
      await list.rows().first().locator('time').hover();
      await expect(page.getByText(/\(UTC\)/)).toBeVisible();

      const actions = list
        .rows()
        .first()
        .getByRole('button', { name: /^Actions for/ });
      for (const [item, role] of [
        ['Edit tags', 'dialog'],
        ['Delete', 'alertdialog'],
      ] as const) {
        await actions.click();
        await page.getByRole('menuitem', { name: item, exact: true }).click();
        await expect(page.getByRole(role)).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(page.getByRole(role)).toHaveCount(0);
      }

      await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
      const bar = page.getByRole('region', { name: 'Selection' });
      for (const [button, role] of [
        ['Add tags', 'dialog'],
        ['Remove tags', 'dialog'],
        ['Set metadata…', 'dialog'],
        ['Delete', 'alertdialog'],
      ] as const) {
        await bar.getByRole('button', { name: button, exact: true }).click();
        await expect(page.getByRole(role)).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(page.getByRole(role)).toHaveCount(0);
      }
      const download = page.waitForEvent('download');
      await bar.getByRole('button', { name: 'Export' }).click();
      await (await download).path();
    });

    test('the dialogs of an identity and of its form', async ({ watched: page, api }) => {
      const external_id = unique('policy-form');
      const { _id } = await api.create({
        external_id,
        tags: ['one'],
        avatar_url: 'https://elsewhere.example/a.png',
        metadata: { link: 'https://elsewhere.example/', deep: { a: [1, 2, { b: 'x'.repeat(2_000) }] } },
      });
      const screen = new IdentityPageScreen(page);
      await screen.open(_id);
      for (const [button, role] of [
        ['Edit tags', 'dialog'],
        ['Delete', 'alertdialog'],
      ] as const) {
        await page.getByRole('button', { name: button, exact: true }).click();
        await expect(page.getByRole(role)).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(page.getByRole(role)).toHaveCount(0);
      }
      await page.getByRole('button', { name: 'Copy ID', exact: true }).click();
      await screen.edit().click();
      const form = new IdentityFormScreen(page);
      await form.tags().fill('v');
      await expect(page.getByRole('option').first()).toBeVisible();
      await page.keyboard.press('Escape');
      await form.displayName().fill('Renamed');
      await form.cancel().click();
      await page
        .getByRole('alertdialog')
        .getByRole('button', { name: /stay|keep/i })
        .click();
      await form.email().fill('no address');
      await form.save().click();
      await expect(form.email()).toHaveAttribute('aria-invalid', 'true');
      await form.email().fill('');
      await form.save().click();
      await expect(page.getByRole('status').filter({ hasText: 'Changes saved' })).toBeVisible();
      await expect(screen.heading('Renamed')).toBeVisible();
    });
  });
}

test.describe('the watch itself', () => {
  test.use({ expectedConsole: [/Content Security Policy|ERR_/] });

  test('sees what it watches for', async ({ page }) => {
    const watch = await watchBrowser(page);
    await page.goto('/identities');
    watch.expectQuiet();
    await page.evaluate(() => {
      const image = document.createElement('img');
      image.src = 'https://elsewhere.example/a.png';
      image.setAttribute('style', 'color: red');
      document.body.append(image);
    });
    await expect(() => expect(() => watch.expectQuiet()).toThrow(/img-src/)).toPass();
  });
});

test('the reference page of the API', async ({ watched: page }) => {
  await page.goto('/v2/reference');
  await expect(page.getByRole('heading', { name: /Identities API/ }).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
});
