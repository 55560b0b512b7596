import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobs } from './job-tables';
import { openDatabase, type Database } from './database';

let database: Database;
beforeAll(async () => {
  database = await openDatabase({});
}, 60_000);
afterAll(() => database.close());

test('times, arrays and JSON are read as drizzle means them, in and out of transactions', async () => {
  const created = new Date('2026-11-20T13:10:00.123Z');
  const read = async (orm: Database['orm']) => {
    const [row] = await orm.select().from(jobs);
    const answer = await orm.execute(
      sql`select timestamptz '2026-11-20 13:10:00+00' as at, array['a', 'b'] as texts, array[1.5, 2]::numeric[] as sums,
        '{"a":1}'::json as members, 12::bigint as count, true as yes`,
    );
    return { row, values: (answer as { rows: unknown[] }).rows[0] };
  };
  await database.orm.insert(jobs).values({
    id: 'one',
    kind: 'tags',
    state: 'draft',
    operatorId: 'op',
    operatorEmail: 'ada@example.com',
    request: { kind: 'tags', add: ['vip'] },
    created,
  });
  const outside = await read(database.orm);
  expect(outside).toMatchObject({
    row: { id: 'one', created, request: { kind: 'tags', add: ['vip'] }, ended: null },
    values: {
      at: expect.stringContaining('2026-11-20'),
      texts: ['a', 'b'],
      sums: '{1.5,2}',
      members: { a: 1 },
      count: 12,
      yes: true,
    },
  });
  expect(await database.orm.transaction(read)).toEqual(outside);
});
