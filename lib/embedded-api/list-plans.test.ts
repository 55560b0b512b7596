import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstStretches, stretchesFrom, type Position } from './list-order';
import { searchFilter, selectStretch, tagFilter } from './list-pages';
import { explain, fillStore } from './testing/explain';
import { testStores, type FreshStore } from './testing/stores';

/** Every page must be a walk over an index, however deep it lies: no sort, no scan of all rows. */
describe.each(testStores(process.env.TEST_DATABASE_URL))('how lists run on $name', ({ open }) => {
  let store: FreshStore;
  beforeAll(async () => {
    store = await open();
    await fillStore(store.database.orm, 20_000);
  }, 60_000);
  afterAll(() => store.close());

  const id = '10001'.padStart(26, '0');
  const time = new Date('2026-01-07T22:41:00Z');
  const positions: Position[] = [
    { order: 'newest', created: time, id },
    { order: 'updated', updated: time, id },
    { order: 'name', nameKey: 'n8000', id },
    { order: 'name', nameKey: 'sam', id },
    { order: 'name', nameKey: null, id },
  ];
  const stretches = [
    ...(['newest', 'updated', 'name'] as const).flatMap((order) => firstStretches(order)),
    ...positions.flatMap((position) => [
      ...stretchesFrom(position, 'after'),
      ...stretchesFrom(position, 'before'),
    ]),
  ];

  // PGlite gathers figures only when the store opens, so no plan may read all rows before that either.
  it.each([false, true])('pages walk an index in order (figures gathered: %s)', async (figures) => {
    const { orm } = store.database;
    if (figures) await orm.execute(sql`analyze identities`);
    for (const stretch of stretches) {
      const plan = await explain(orm, selectStretch(orm, stretch, undefined, 51));
      expect(plan).toMatch(
        /Index Scan (Backward )?(using|on) identities_(created_idx|updated_idx|name_idx|pkey)/,
      );
      expect(plan).not.toContain('Seq Scan on identities');
      if (figures) expect(plan).not.toContain('Sort');
    }
  });

  it('rare searches, those of two characters too, and tags can use their own index', async () => {
    const [newest] = firstStretches('newest');
    if (newest === undefined) throw new Error('The first page has no stretch.');
    await store.database.orm.transaction(async (orm) => {
      // Reading all of so few rows is as cheap; the question is whether the condition fits the index.
      await orm.execute(sql`set local enable_seqscan = off`);
      await orm.execute(sql`set local enable_indexscan = off`);
      expect(await explain(orm, selectStretch(orm, newest, searchFilter('user-17777'), 51))).toContain(
        'identities_search_idx',
      );
      expect(await explain(orm, selectStretch(orm, newest, searchFilter('77'), 51))).toContain(
        'identities_pairs_idx',
      );
      expect(await explain(orm, selectStretch(orm, newest, tagFilter(['t5']), 51))).toContain(
        'identities_tags_idx',
      );
    });
  });
});
