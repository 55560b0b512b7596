import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explain } from '@/lib/embedded-api/testing/explain';
import { testStores, type FreshStore } from '@/lib/embedded-api/testing/stores';
import { actionsOf } from './action-groups';
import { entryIds, type EntryFilter, type EntryWindow } from './entry-ids';
import { fillLog } from './testing/fill-log';

const ENTRIES = 20_000;

/** Every page must be a walk along indexes, however long the log is: no scan of all entries, no sort of them. */
describe.each(testStores(process.env.TEST_DATABASE_URL))('how the audit log is read on $name', ({ open }) => {
  let store: FreshStore;
  beforeAll(async () => {
    store = await open();
    await fillLog(store.database.orm, ENTRIES);
  }, 60_000);
  afterAll(() => store.close());

  const cursor = '10001'.padStart(26, '0');
  const filters: Record<string, EntryFilter> = {
    everything: {},
    'an operator': { operatorId: 'op-20' },
    'an action': { actions: ['identity.deleted'] },
    'a group of actions': { actions: actionsOf('sign-ins') },
    'an operator and an action': { operatorId: 'op-0', actions: ['identity.deleted'] },
    'an operator and a group': { operatorId: 'op-0', actions: actionsOf('identities') },
    'an identity': { identity: 'id-17' },
    'an identity, an operator, a group and an outcome': {
      identity: 'id-17',
      operatorId: 'op-0',
      actions: actionsOf('identities'),
      outcome: 'done',
    },
    'what failed': { outcome: 'failed' },
    'what failed of an operator': { outcome: 'failed', operatorId: 'op-20' },
    'what is unknown of a group': { outcome: 'unknown', actions: actionsOf('identities') },
    'what was done': { outcome: 'done' },
    'what an operator did': { outcome: 'done', operatorId: 'op-20' },
    'what of an operator never ended': { outcome: 'attempted', operatorId: 'op-0' },
    'what never ended': { outcome: 'attempted' },
    'a time': { from: Date.UTC(2000, 0), until: Date.UTC(2300, 0) },
    'what a job did': { job: 'job-1' },
    'what a job failed at': { job: 'job-1', outcome: 'failed' },
    'what a job did of a group, in a time': {
      job: 'job-1',
      actions: actionsOf('identities'),
      outcome: 'done',
      from: Date.UTC(2000, 0),
      until: Date.UTC(2300, 0),
    },
    'what a job did to an identity': { job: 'job-1', identity: 'id-17' },
    'one entry': { id: cursor },
  };
  const cases: { name: string; filter: EntryFilter; window: EntryWindow }[] = Object.entries(filters).flatMap(
    ([name, filter]) => [
      { name, filter, window: { limit: 51 } },
      { name: `${name}, older than one`, filter, window: { after: cursor, limit: 51 } },
      { name: `${name}, newer than one`, filter, window: { before: cursor, limit: 51 } },
    ],
  );

  // PGlite gathers figures only when the store opens, so no plan may read all rows before that either.
  it.each([false, true])(
    'every page walks indexes (figures gathered: %s)',
    { timeout: 60_000 },
    async (figures) => {
      const { orm } = store.database;
      if (figures) await orm.execute(sql`analyze audit_entries, audit_outcomes`);
      for (const { name, filter, window } of cases) {
        // What never ended is found by comparing all keys of both tables; the log has no mark for what is not there.
        if (filter.outcome === 'attempted') continue;
        const plan = await explain(orm, entryIds(orm, filter, window));
        expect(plan, name).not.toMatch(/Seq Scan|Hash Join|Hash Semi|Merge Join/);
        expect(plan, name).toMatch(/Index (Only )?Scan|Bitmap Index Scan/);
      }
    },
  );

  it('finds what it is asked for, in order', { timeout: 60_000 }, async () => {
    const { orm } = store.database;
    const all = await orm.execute(
      sql`select id, operator_id, action, target_id, target_external_id,
        coalesce((select outcome from audit_outcomes where entry_id = id), 'attempted') as outcome,
        (select target_id from audit_outcomes where entry_id = id) as made, detail ->> 'job' as job from audit_entries order by id desc`,
    );
    type Row = Record<
      'id' | 'operator_id' | 'action' | 'target_id' | 'target_external_id' | 'outcome' | 'made' | 'job',
      string
    >;
    const rows = (all as { rows: Row[] }).rows;
    for (const { name, filter, window } of cases) {
      if (filter.from !== undefined) continue;
      const wanted = rows.filter(
        (row) =>
          (filter.operatorId === undefined || row.operator_id === filter.operatorId) &&
          (filter.actions === undefined || filter.actions.includes(row.action)) &&
          (filter.outcome === undefined || row.outcome === filter.outcome) &&
          (filter.id === undefined || row.id === filter.id) &&
          (filter.job === undefined || row.job === filter.job) &&
          (filter.identity === undefined ||
            [row.target_id, row.target_external_id, row.made].includes(filter.identity)),
      );
      const { after, before } = window;
      const nearest =
        after !== undefined
          ? wanted.filter(({ id }) => id < after)
          : before !== undefined
            ? wanted.filter(({ id }) => id > before).reverse()
            : wanted;
      const found = await entryIds(orm, filter, window);
      expect(
        found.map(({ id }) => id),
        name,
      ).toEqual(nearest.slice(0, window.limit).map(({ id }) => id));
    }
  });
});
