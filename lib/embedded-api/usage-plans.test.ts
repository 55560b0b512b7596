import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayRows, workspaceRows } from '@/lib/demo-workspace/seed-rows';
import { reportingWindow } from '@/lib/reporting/reporting-window';
import { parseReport } from './report-body';
import { rowsQuery } from './report-store';
import { explain } from './testing/explain';
import { testStores, type FreshStore } from './testing/stores';
import { selectUsage } from './usage-store';

const NOW = new Date('2026-11-20T12:00:00Z');
const IDENTITIES = 4_000;
const QUARTERS_EACH = 25;

/** What is asked for at every look reads the rows of whom it is about, or the sums: never everybody's. */
describe.each(testStores(process.env.TEST_DATABASE_URL))('how figures are read on $name', ({ open }) => {
  let store: FreshStore;
  beforeAll(async () => {
    store = await open();
    const { orm } = store.database;
    await orm.execute(sql`
      insert into usage_quarters
      select 'user-' || n, timestamptz '2026-11-20Z' - (n * 7 + at * 37) % 8640 * interval '15 minutes', 3, 1, 100, 0.01
      from generate_series(1, ${IDENTITIES}::int) as n, generate_series(1, ${QUARTERS_EACH}::int) as at`);
    await orm.execute(dayRows());
    await orm.execute(workspaceRows());
    await orm.execute(sql`analyze`);
  }, 60_000);
  afterAll(() => store.close());

  const page = Array.from({ length: 50 }, (_, at) => `user-${at * 80 + 1}`);

  it.each(['UTC', 'Asia/Kathmandu'])(
    'the figures of a page by the keys of its identities, %s',
    async (zone) => {
      const plan = await explain(store.database.orm, selectUsage(page, reportingWindow(zone, 30, NOW)));
      expect(plan).toContain('usage_days_external_id_day_pk');
      expect(plan).not.toContain('Seq Scan');
      expect(plan.includes('usage_quarters')).toBe(zone !== 'UTC');
    },
  );

  const plan = (asked: object) =>
    parseReport({
      text: '',
      members: {
        metric: 'genai.usage',
        from: '2026-08-22T18:15:00Z',
        to: '2026-11-20T18:15:00Z',
        grain: 'day',
        time_zone: 'Asia/Kathmandu',
        ...asked,
      },
    });

  it('a report on everybody from the sums of the workspace', async () => {
    for (const asked of [{}, { grain: 'hour' }, { mode: 'scalar' }]) {
      const found = await explain(store.database.orm, rowsQuery(plan(asked), { except: [] }));
      expect(found).toContain('workspace_quarters');
      expect(found).not.toMatch(/usage_(days|quarters)/);
      // The borders of buckets are read from their text once, and not for every row.
      expect(found.includes('InitPlan')).toBe(!('mode' in asked));
    }
  });

  it('a report on one identity, or on everybody but one, by its key', async () => {
    for (const asked of [{}, { group_by: ['identity'] }, { mode: 'scalar' }]) {
      const found = await explain(store.database.orm, rowsQuery(plan(asked), { only: ['user-7'] }));
      expect(found).toContain('usage_quarters_external_id_quarter_pk');
      expect(found).not.toContain('Seq Scan');
    }
    const others = await explain(store.database.orm, rowsQuery(plan({}), { except: ['user-7'] }));
    expect(others).toContain('usage_quarters_external_id_quarter_pk');
    expect(others).not.toContain('Seq Scan on usage_quarters');
  });
});
