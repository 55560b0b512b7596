import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { fillStore } from '@/lib/embedded-api/testing/explain';
import { openDatabase, type Database } from './database';
import { tidyStore } from './store-upkeep';

let database: Database;
beforeAll(async () => {
  database = await openDatabase({});
}, 60_000);
afterAll(() => database.close());

const counted = z.object({ rows: z.array(z.object({ figures: z.coerce.number() })) });
/** How many columns of identities the planner knows figures of. */
async function figures(): Promise<number> {
  const result = await database.orm.execute(
    sql`select count(*) as figures from pg_stats where tablename = 'identities'`,
  );
  return counted.parse(result).rows[0]?.figures ?? 0;
}

it('gathers figures after a table has grown, and not again before it changes', async () => {
  await fillStore(database.orm, 3_000);
  expect(await figures()).toBe(0);
  await tidyStore(database.orm);
  expect(await figures()).toBeGreaterThan(5);

  await database.orm.execute(sql`delete from pg_statistic where starelid = 'identities'::regclass`);
  await tidyStore(database.orm);
  expect(await figures()).toBe(0);

  await database.orm.execute(sql`update identities set email = null`);
  await tidyStore(database.orm);
  expect(await figures()).toBeGreaterThan(5);
}, 60_000);
