import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { credentials, operators } from '@/lib/db/operator-tables';
import { testStores, type FreshStore } from '@/lib/embedded-api/testing/stores';
import { lockAdmins } from './admins';

/** On Postgres the two transactions really run at once; on the embedded store they queue. */
describe.each(testStores(process.env.TEST_DATABASE_URL))('on $name', ({ open }) => {
  let store: FreshStore;
  beforeAll(async () => void (store = await open()), 60_000);
  afterAll(() => store.close());

  async function addAdmin(provider = 'credential', key: string = randomUUID()): Promise<string> {
    const id = randomUUID();
    const now = { createdAt: new Date(), updatedAt: new Date() };
    const { orm } = store.database;
    await orm.insert(operators).values({ id, name: id, email: `${id}@desk.example`, role: 'admin', ...now });
    await orm.insert(credentials).values({ id, userId: id, providerId: provider, accountId: key, ...now });
    return id;
  }
  const ways = { password: true, issuer: 'https://id.example' };

  /** What one admin does to another; on Postgres each on a connection of its own. */
  async function demote(of: string): Promise<boolean> {
    return store.database.orm.transaction(async (tx) => {
      const { able } = await lockAdmins(tx, ways);
      if (able.includes(of) && able.length === 1) return false;
      await tx.update(operators).set({ role: 'viewer' }).where(eq(operators.id, of));
      return true;
    });
  }

  test('however many are demoted at once, one is left', async () => {
    // The connections are there before it begins, or their opening would queue what is to happen at once.
    await Promise.all([1, 2, 3].map(() => store.database.orm.execute('select pg_sleep(0.1)')));
    for (let round = 0; round < 10; round += 1) {
      await store.database.orm.delete(operators);
      const ids = await Promise.all([addAdmin(), addAdmin(), addAdmin()]);
      const done = await Promise.all(ids.map(demote));
      expect(done.filter(Boolean)).toHaveLength(2);
      const left = await store.database.orm.select().from(operators).where(eq(operators.role, 'admin'));
      expect(left).toHaveLength(1);
    }
  });

  test('an admin counts only with a way in that is open', async () => {
    const { orm } = store.database;
    await orm.delete(operators);
    const local = await addAdmin();
    const single = await addAdmin('sso', 'https://id.example one');
    const foreign = await addAdmin('sso', 'https://id.example.evil two');
    const able = (open: Parameters<typeof lockAdmins>[1]) =>
      orm.transaction(async (tx) => (await lockAdmins(tx, open)).able.sort());
    expect(await able(ways)).toEqual([local, single].sort());
    expect(await able({ password: false, issuer: 'https://id.example' })).toEqual([single]);
    expect(await able({ password: true, issuer: undefined })).toEqual([local]);
    expect((await orm.transaction((tx) => lockAdmins(tx, ways))).all).toContain(foreign);
  });
});
