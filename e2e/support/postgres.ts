import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { testPostgres } from '../../scripts/lib/postgres.mjs';

/** A database of its own on a real PostgreSQL, with a user whose password is given. */
export type FreshPostgres = {
  /** Its address, password and all. */
  url: string;
  /** From now on nobody gets in, and who was in is thrown out. */
  breakOff(): Promise<void>;
  stop(): Promise<void>;
};

/** Makes one where a PostgreSQL is installed or `TEST_DATABASE_URL` names one; else there is none. */
export async function freshPostgres(password: string): Promise<FreshPostgres | undefined> {
  const server = await testPostgres();
  if (server.url === undefined) return undefined;
  const name = `desk_e2e_${randomBytes(6).toString('hex')}`;
  const admin = new Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`create role ${name} login password '${password}'`);
  await admin.query(`create database ${name} owner ${name}`);
  const url = new URL(server.url);
  url.username = name;
  url.password = password;
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async breakOff() {
      await admin.query(`alter database ${name} allow_connections false`);
      await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    },
    async stop() {
      await admin.query(`drop database ${name} with (force)`);
      await admin.query(`drop role ${name}`);
      await admin.end();
      server.stop();
    },
  };
}
