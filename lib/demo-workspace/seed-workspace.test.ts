import { count, eq, sql } from 'drizzle-orm';
import { afterEach, expect, test, vi } from 'vitest';
import { openDatabase, type Database } from '@/lib/db/database';
import { searchText, tagKey } from '@/lib/db/identity-keys';
import { deletedIdentities, identities, usageDays, workspace } from '@/lib/db/schema';
import { usageSums } from '@/lib/embedded-api/testing/usage-sums';
import { generateWorkspace } from './generate-workspace';
import { KEYS, NUMBERS } from './odd-metadata';
import { seedWorkspace, type SeedOptions } from './seed-workspace';

const options = {
  profile: 'demo',
  size: 300,
  now: new Date('2026-11-20T15:30:00Z'),
  avatarOrigin: 'http://127.0.0.1:3000',
} as const satisfies SeedOptions;

// Every test opens a PGlite of its own, which alone takes a second or more.
vi.setConfig({ testTimeout: 60_000 });

const opened: Database[] = [];
async function freshDatabase(): Promise<Database> {
  const database = await openDatabase({});
  opened.push(database);
  return database;
}
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

async function counts({ orm }: Database) {
  const [made] = await orm.select({ count: count() }).from(identities);
  const [days] = await orm.select({ count: count() }).from(usageDays);
  const [row] = await orm.select({ seed: workspace.seed }).from(workspace);
  return { identities: made?.count, days: days?.count, seed: row?.seed };
}

test('fills an empty store once, with the very texts and derived columns', async () => {
  const database = await freshDatabase();
  const progress: string[] = [];
  const outcome = await seedWorkspace(database, {
    ...options,
    onProgress: (done, total) => progress.push(`${done}/${total}`),
  });
  expect(outcome).toMatchObject({ kind: 'seeded', identities: 300 });
  expect(progress.at(-1)).toBe('300/300');
  const before = await counts(database);
  expect(before).toMatchObject({ identities: 300, seed: 'demo-300' });

  expect(await seedWorkspace(database, options)).toEqual({ kind: 'already-seeded', seed: 'demo-300' });
  expect(await seedWorkspace(database, { ...options, profile: 'empty' })).toEqual({
    kind: 'already-seeded',
    seed: 'demo-300',
  });
  expect(await counts(database)).toEqual(before);

  const stored = await database.orm
    .select({
      externalId: identities.externalId,
      displayName: identities.displayName,
      email: identities.email,
      tags: identities.tags,
      tagKeys: identities.tagKeys,
      searchText: identities.searchText,
      metadata: sql<string>`${identities.metadata}::text`,
    })
    .from(identities);
  const planned = new Map(
    [...generateWorkspace(options)].flatMap((batch) => batch.identities).map((one) => [one.externalId, one]),
  );
  for (const row of stored) {
    const plan = planned.get(row.externalId);
    expect({ ...row, displayName: row.displayName ?? undefined, email: row.email ?? undefined }).toEqual({
      externalId: plan?.externalId,
      displayName: plan?.displayName,
      email: plan?.email,
      tags: plan?.tags,
      tagKeys: plan?.tags.map(tagKey),
      searchText: searchText(row),
      metadata: plan?.metadata,
    });
  }
  expect(stored.map(({ metadata }) => metadata)).toEqual(expect.arrayContaining([NUMBERS, KEYS]));

  const [cost] = await database.orm
    .select({ sum: sql<string>`trim_scale(sum(${usageDays.cost}))::text` })
    .from(usageDays)
    .where(eq(usageDays.externalId, 'edge-cost-0.0000312'));
  expect(cost?.sum).toBe('0.0000312');
  const { byDays, byQuarters, ofWorkspace } = await usageSums(database.orm);
  expect(byDays).toHaveLength(before.days ?? 0);
  expect(byQuarters).toEqual(byDays);
  expect(ofWorkspace?.requests).toBe(String(byDays.reduce((sum, day) => sum + Number(day.requests), 0)));
  expect(await database.orm.select({ nameKey: deletedIdentities.nameKey }).from(deletedIdentities)).toEqual([
    { nameKey: 'deleted, then returned' },
  ]);
});

test('an interruption leaves nothing, and the next start begins again', async () => {
  const database = await freshDatabase();
  const interrupted = seedWorkspace(database, {
    ...options,
    onProgress: () => {
      throw new Error('power cut');
    },
  });
  await expect(interrupted).rejects.toThrow('power cut');
  expect(await counts(database)).toEqual({ identities: 0, days: 0, seed: null });
  expect(await seedWorkspace(database, options)).toMatchObject({ kind: 'seeded' });
});

test('`empty` stays empty, and a store in use is left alone', async () => {
  const empty = await freshDatabase();
  expect(await seedWorkspace(empty, { ...options, profile: 'empty' })).toMatchObject({
    kind: 'seeded',
    identities: 0,
  });
  expect(await seedWorkspace(empty, options)).toEqual({ kind: 'already-seeded', seed: 'empty' });

  const used = await freshDatabase();
  const now = options.now;
  await used.orm
    .insert(identities)
    .values({ id: 'mine', externalId: 'mine', searchText: 'mine', created: now, updated: now });
  expect(await seedWorkspace(used, options)).toEqual({ kind: 'in-use' });
  expect(await counts(used)).toEqual({ identities: 1, days: 0, seed: null });
});

test('a large workspace gets its indexes back', async () => {
  const database = await freshDatabase();
  const names = () =>
    database.orm
      .select({ name: sql<string>`indexname` })
      .from(sql`pg_indexes`)
      .where(sql`tablename in ('identities', 'usage_quarters')`)
      .orderBy(sql`indexname`);
  const before = await names();
  expect(await seedWorkspace(database, { ...options, profile: 'huge', size: 20_000 })).toMatchObject({
    kind: 'seeded',
    identities: 20_000,
  });
  expect(await names()).toEqual(before);
  expect(before.length).toBeGreaterThan(5);
});
