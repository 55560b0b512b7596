import { randomBytes } from 'node:crypto';
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
});
