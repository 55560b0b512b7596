import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { openDatabase } from './database';
import { workspace } from './schema';

const servers =
  process.env.TEST_DATABASE_URL === undefined ? [] : [{ serverUrl: process.env.TEST_DATABASE_URL }];

describe('a store on Postgres', () => {
  it('says at once that no server answers', async () => {
    await expect(openDatabase({ databaseUrl: 'postgres://127.0.0.1:1/none' })).rejects.toThrow(
      /ECONNREFUSED/,
    );
  });

  it.each(servers)(
    'is prepared once by processes that start together',
    { timeout: 30_000 },
    async ({ serverUrl }) => {
      const name = `desk_test_${randomBytes(6).toString('hex')}`;
      const server = new Client({ connectionString: serverUrl });
      await server.connect();
      await server.query(`create database ${name}`);
      const url = new URL(serverUrl);
      url.pathname = `/${name}`;
      const opened = await Promise.all([1, 2, 3].map(() => openDatabase({ databaseUrl: url.href })));
      const workspaces = await Promise.all(opened.map(({ orm }) => orm.select().from(workspace)));
      expect(workspaces[0]).toHaveLength(1);
      expect(workspaces).toEqual([workspaces[0], workspaces[0], workspaces[0]]);
      for (const { migration } of opened) expect(migration).toMatch(/^\d{4}_\w+$/);
      await Promise.all(opened.map((database) => database.close()));
      await server.query(`drop database ${name} with (force)`);
      await server.end();
    },
  );

  it.each(servers)(
    'outlives connections that the server ends, idle or amid a query, and limits every statement',
    { timeout: 60_000 },
    async ({ serverUrl }) => {
      const name = `desk_test_${randomBytes(6).toString('hex')}`;
      const server = new Client({ connectionString: serverUrl });
      await server.connect();
      await server.query(`create database ${name}`);
      const url = new URL(serverUrl);
      url.pathname = `/${name}`;
      const lost: string[] = [];
      const database = await openDatabase({
        databaseUrl: url.href,
        onConnectionLost: ({ message }) => lost.push(message),
      });
      const backends = 'from pg_stat_activity where datname = $1';
      const running = async () =>
        (await server.query(`select 1 ${backends} and query like '%pg_sleep%'`, [name])).rowCount;
      try {
        const sleeping = database.orm.execute(sql`select pg_sleep(30)`).then(
          () => 'slept',
          () => 'ended',
        );
        await database.orm.select().from(workspace);
        await expect.poll(running, { timeout: 10_000 }).toBe(1);
        await server.query(`select pg_terminate_backend(pid) ${backends}`, [name]);
        expect(await sleeping).toBe('ended');
        // The idle one is told of; the query of the other was told itself.
        await expect.poll(() => lost.length, { timeout: 10_000 }).toBe(1);
        expect(await database.orm.select().from(workspace)).toHaveLength(1);

        const limits = await Promise.all(
          ['statement_timeout', 'idle_in_transaction_session_timeout'].map((limit) =>
            database.orm.execute(sql.raw(`show ${limit}`)),
          ),
        );
        expect(limits).toMatchObject([
          { rows: [{ statement_timeout: '15s' }] },
          { rows: [{ idle_in_transaction_session_timeout: '15s' }] },
        ]);
        // More at once than the pool has wait for their turn.
        await Promise.all(Array.from({ length: 30 }, () => database.orm.execute(sql`select pg_sleep(0.05)`)));
        const { rowCount } = await server.query(`select 1 ${backends}`, [name]);
        expect(rowCount).toBe(10);
      } finally {
        await database.close();
        await server.query(`drop database ${name} with (force)`);
        await server.end();
      }
    },
  );
});
