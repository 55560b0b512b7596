import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseAuditQuery } from '@/lib/audit/log-query';
import { operatorPreferences, savedViews } from '@/lib/db/view-tables';
import type { Outcome } from '@/lib/errors/app-error';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { parseListQuery } from '@/lib/identity/list-query';
import { readAuditPage } from './audit-entries';
import { createIdentity } from './identity-changes';
import { readListPage } from './list-page';
import { resetColumns, saveColumns } from './own-columns';
import { restoreView } from './restored-views';
import { suggestMetadataKeys } from './seen-metadata-keys';
import { store } from './store';
import { actAs, actWith, withOwnStore } from './testing/own-store';
import { changeView, deleteView, readListOpening, readViews, saveView, setDefaultView } from './views';

vi.mock('next/headers', () => import('./testing/next-headers'));

withOwnStore();

type Actor = Awaited<ReturnType<typeof actAs>>;
let ada: Actor;
let bob: Actor;
let admin: Actor;
const as = ({ cookie }: Actor) => actWith(cookie);
const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
};
const kindOf = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.error.kind);
const columns = (...ids: string[]) => ids.map((id) => ({ id }));
const listed = async (search = ''): Promise<IdentityPage> =>
  valueOf(await readListPage(parseListQuery(new URLSearchParams(search))));
const shownIn = async (search = '') => (await listed(search)).columns.map(({ id }) => id);
const opening = async (search = '') => valueOf(await readListOpening(new URLSearchParams(search)));

beforeAll(async () => {
  const editor = await actAs('editor');
  valueOf(
    await createIdentity({
      external_id: 'with-metadata',
      display_name: '',
      email: '',
      avatar_url: '',
      tags: [],
      metadata_text: '{"plan":"pro","seats":12,"secret note":"not asked for"}',
    }),
  );
  expect(editor.id).not.toBe('');
  [ada, bob, admin] = [await actAs('viewer'), await actAs('viewer'), await actAs('admin')];
});
beforeEach(async () => {
  const { orm } = await store();
  await orm.delete(savedViews);
  await orm.delete(operatorPreferences);
  as(ada);
});

describe('columns', () => {
  test('are each operator’s own, with the values of their metadata keys and of no others', async () => {
    valueOf(await saveColumns([{ id: 'metadata:plan', width: 120 }, { id: 'cost' }]));
    const page = await listed();
    expect(page.columns.map(({ id, width }) => [id, width])).toEqual([
      ['identity', undefined],
      ['metadata:plan', 120],
      ['cost', undefined],
    ]);
    expect(page.rows[0]?.metadata).toEqual([{ key: 'plan', text: 'pro' }]);
    expect(JSON.stringify(page)).not.toContain('not asked for');
    expect(suggestMetadataKeys('SE', 10)).toEqual([
      { key: 'seats', identities: 1 },
      { key: 'secret note', identities: 1 },
    ]);
    as(bob);
    expect(await shownIn()).not.toContain('metadata:plan');
    expect((await listed()).rows[0]).not.toHaveProperty('metadata');
    as(ada);
    valueOf(await resetColumns());
    expect(await shownIn()).toHaveLength(8);
  });

  test('that do not exist are refused, and nothing is kept', async () => {
    expect(kindOf(await saveColumns(columns('cost', 'colour')))).toBe('invalid');
    expect(await shownIn()).toHaveLength(8);
  });

  test('hold the budgets of whoever showed them before there were other columns, until they choose', async () => {
    actWith(`${ada.cookie}; budget-column=on`);
    expect(await shownIn()).toContain('budget');
    expect((await listed()).budgets).toBe('shown');
    valueOf(await saveColumns(columns('cost')));
    expect(await shownIn()).toEqual(['identity', 'cost']);
    expect((await listed()).budgets).toBeUndefined();
  });
});

describe('a view', () => {
  const contents = { search: '?search=ada&sort=cost&after=x&view=other', columns: columns('tokens') };

  test('keeps what the address says but not the place in it, and opens for everybody by its address', async () => {
    const view = valueOf(await saveView('Big spenders', contents));
    expect(view.search).toBe('?search=ada&sort=cost');
    as(bob);
    expect(await opening(`view=${view.id}`)).toEqual({
      name: 'Big spenders',
      goTo: `?view=${view.id}&search=ada&sort=cost`,
      hasDefault: false,
    });
    // An address that says more is what it says.
    expect((await opening(`view=${view.id}&sort=newest`)).goTo).toBeUndefined();
    const page = await listed(`view=${view.id}&sort=newest`);
    expect(page.view).toEqual({ id: view.id, name: 'Big spenders' });
    expect(page.columns.map(({ id }) => id)).toEqual(['identity', 'tokens']);
  });

  test('has columns of its own, which an operator can change for themselves alone', async () => {
    const { id } = valueOf(await saveView('Tokens', contents));
    const address = `view=${id}&sort=newest`;
    as(bob);
    valueOf(await saveColumns(columns('cost', 'tokens'), id));
    expect(await shownIn(address)).toEqual(['identity', 'cost', 'tokens']);
    expect(await shownIn()).toHaveLength(8);
    as(ada);
    expect(await shownIn(address)).toEqual(['identity', 'tokens']);
    as(bob);
    valueOf(await resetColumns(id));
    expect(await shownIn(address)).toEqual(['identity', 'tokens']);
  });

  test('without columns shows each operator their own', async () => {
    const { id } = valueOf(await saveView('Plain', { ...contents, columns: null }));
    valueOf(await saveColumns(columns('cost'), id));
    expect(await shownIn(`view=${id}&sort=newest`)).toEqual(['identity', 'cost']);
    expect(await shownIn()).toEqual(['identity', 'cost']);
  });

  test('that names a lost column opens all the same and says what is missing', async () => {
    const { id } = valueOf(await saveView('Old', contents));
    const { orm } = await store();
    await orm
      .update(savedViews)
      .set({ columns: columns('cost', 'phase-of-the-moon') })
      .where(eq(savedViews.id, id));
    const page = await listed(`view=${id}&sort=newest`);
    expect(page.columns.map((column) => column.id)).toEqual(['identity', 'cost']);
    expect(page.notice).toMatch(/“Old” names a column that does not exist here: “phase-of-the-moon”/);
  });

  test('that is gone gives the list without it, at a corrected address, and says so', async () => {
    const page = await listed('view=nobody-knows&search=with-metadata');
    expect(page.notice).toMatch(/does not exist any more/);
    expect(page.query).toMatchObject({ view: 'all', search: 'with-metadata' });
    expect(page.rows).toHaveLength(1);
    expect(await opening('view=nobody-knows')).toEqual({ hasDefault: false });
  });

  test('opens the list of whoever wants it to, and all identities stay within reach', async () => {
    const { id } = valueOf(await saveView('Mine', contents));
    valueOf(await setDefaultView(id));
    expect(await opening()).toMatchObject({ hasDefault: true, goTo: `?view=${id}&search=ada&sort=cost` });
    expect(await opening('view=all')).toEqual({ hasDefault: true });
    expect((await opening('search=x')).goTo).toBeUndefined();
    expect(valueOf(await readViews()).default_view).toBe(id);
    as(bob);
    expect(await opening()).toEqual({ hasDefault: false });
    as(ada);
    valueOf(await setDefaultView(null));
    expect(await opening()).toEqual({ hasDefault: false });
    expect(kindOf(await setDefaultView('nobody-knows'))).toBe('not-found');
  });

  test('is changed and deleted by who made it and by admins only; the log says so', async () => {
    const { id } = valueOf(await saveView('Hers', contents));
    as(bob);
    expect(valueOf(await readViews()).views).toMatchObject([
      { id, changeable: false, operator_email: ada.email },
    ]);
    expect(kindOf(await changeView(id, { name: 'His' }))).toBe('forbidden');
    expect(kindOf(await deleteView(id))).toBe('forbidden');
    valueOf(await saveColumns(columns('cost'), id));
    valueOf(await setDefaultView(id));
    as(ada);
    valueOf(await saveColumns(columns('cost', 'tokens'), id));
    expect(valueOf(await changeView(id, { name: 'Renamed' }))).toMatchObject({
      name: 'Renamed',
      search: '?search=ada&sort=cost',
    });
    expect(await shownIn(`view=${id}&sort=newest`)).toEqual(['identity', 'cost', 'tokens']);
    // What is saved as the view's is not the operator's own any more.
    valueOf(await changeView(id, { contents: { search: '?sort=name', columns: columns('cost') } }));
    expect(await shownIn(`view=${id}&sort=newest`)).toEqual(['identity', 'cost']);
    as(admin);
    valueOf(await deleteView(id));
    expect(kindOf(await deleteView(id))).toBe('not-found');
    const log = valueOf(await readAuditPage(parseAuditQuery(new URLSearchParams('action=views')), 'UTC'));
    expect(
      log.entries
        .filter(({ detail }) => detail.view_id === id)
        .map(({ action, operator_email: by, detail: { view } }) => [action, by, view]),
    ).toEqual([
      ['view.deleted', admin.email, 'Renamed'],
      ['view.changed', ada.email, 'Renamed'],
      ['view.changed', ada.email, 'Renamed'],
      ['view.saved', ada.email, 'Hers'],
    ]);
    as(bob);
    expect(await opening()).toEqual({ hasDefault: false });
    expect(valueOf(await readViews())).toEqual({ views: [] });
    const { orm } = await store();
    const left = await orm.select({ name: operatorPreferences.name }).from(operatorPreferences);
    expect(left.filter(({ name }) => name.includes(id))).toEqual([]);
  });

  test('comes back after a deletion as it was, under its address and its owner; the log says so', async () => {
    const saved = valueOf(await saveView('Hers', { search: '?sort=name', columns: columns('cost') }));
    valueOf(await setDefaultView(saved.id));
    const back = { search: saved.search, columns: saved.columns };
    expect(kindOf(await restoreView('never-there', 'Hers', back))).toBe('not-found');
    as(admin);
    valueOf(await deleteView(saved.id));
    as(ada);
    // Whose it was is no right to it: who deleted it takes that back.
    expect(kindOf(await restoreView(saved.id, 'Hers', back))).toBe('not-found');
    as(admin);
    expect(valueOf(await restoreView(saved.id, 'Hers', back))).toEqual({ ...saved, changeable: true });
    // Asked twice, there is one.
    expect(valueOf(await restoreView(saved.id, 'Another', back)).name).toBe('Hers');
    as(ada);
    expect(valueOf(await readViews())).toEqual({ views: [saved], default_view: saved.id });
    expect(await opening()).toMatchObject({ name: 'Hers', goTo: `?view=${saved.id}&sort=name` });
    as(admin);
    const log = valueOf(await readAuditPage(parseAuditQuery(new URLSearchParams('action=views')), 'UTC'));
    expect(
      log.entries
        .filter(({ detail }) => detail.view_id === saved.id)
        .map(({ action, operator_email: by }) => [action, by]),
    ).toEqual([
      ['view.restored', admin.email],
      ['view.deleted', admin.email],
      ['view.saved', ada.email],
    ]);
  });
});
