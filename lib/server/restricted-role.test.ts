import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { parseAuditQuery } from '@/lib/audit/log-query';
import { openDatabase } from '@/lib/db/database';
import { freshPostgresDatabase } from '@/lib/embedded-api/testing/stores';
import type { Outcome } from '@/lib/errors/app-error';
import { createIdentityForm } from '@/lib/identity/identity-form';
import { readAuditPage } from './audit-entries';
import { removeNow } from './audit-retention';
import { createIdentity, deleteIdentity, saveIdentity } from './identity-changes';
import { takeBackEdit } from './take-back';
import { catchLog } from './testing/logged-lines';
import { actAs, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));

const servers =
  process.env.TEST_DATABASE_URL === undefined ? [] : [await preparedServer(process.env.TEST_DATABASE_URL)];

/** A database made by its owner, and a role with just what docs/audit.md gives it: its very statements are run. */
async function preparedServer(serverUrl: string) {
  const { url, drop } = await freshPostgresDatabase(serverUrl);
  await (await openDatabase({ databaseUrl: url })).close();
  const role = `desk_test_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const [, statements = ''] =
    /```sql\n(create role[^`]+)```/.exec(await readFile('docs/audit.md', 'utf8')) ?? [];
  const owner = new Client({ connectionString: url });
  await owner.connect();
  await owner.query(
    statements
      .replaceAll('identity_desk_app', role)
      .replaceAll('identity_desk', new URL(url).pathname.slice(1)),
  );
  await owner.query(`alter role ${role} password '${password}'`);
  const roleUrl = new URL(url);
  roleUrl.username = role;
  roleUrl.password = password;
  return {
    url: roleUrl.href,
    owner,
    async close() {
      await owner.end();
      await drop();
      const server = new Client({ connectionString: serverUrl });
      await server.connect();
      await server.query(`drop role ${role}`);
      await server.end();
    },
  };
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`unexpected ${outcome.error.kind}: ${outcome.error.message}`);
  return outcome.value;
}

describe.each(servers)(
  'a role of Postgres that may not change or remove entries',
  ({ url, owner, close }) => {
    afterAll(close);

    withOwnStore({ DATABASE_URL: url, AUTH_SECRET: 'a secret of at least thirty-two bytes for this test' });

    it('can do everything else', { timeout: 30_000 }, async () => {
      await actAs('admin');
      const form = createIdentityForm.parse({
        external_id: 'user_1',
        display_name: 'Ada',
        email: '',
        avatar_url: '',
        tags: [],
        metadata_text: '',
      });
      const made = valueOf(await createIdentity(form));
      const saved = valueOf(await saveIdentity(made._id, {}, { display_name: 'Other' }));
      const entry = saved.status === 'saved' ? (saved.entry ?? '') : '';
      expect(valueOf(await takeBackEdit({ entry, leave: [], seen: {} }))).toMatchObject({
        identity: { display_name: 'Ada' },
      });
      valueOf(await deleteIdentity(made._id));
      const query = parseAuditQuery(new URLSearchParams({ identity: made._id }));
      expect(
        valueOf(await readAuditPage(query, 'UTC')).entries.map(({ action, outcome }) => [action, outcome]),
      ).toEqual([
        ['identity.deleted', 'done'],
        ['identity.edited', 'done'],
        ['identity.edited', 'done'],
        ['identity.created', 'done'],
      ]);
    });

    it('keeps entries that are too old: that is said once, and nothing fails', async () => {
      const log = catchLog();
      await removeNow();
      await removeNow();
      log.restore();
      expect(log.lines('audit-retention-failed')).toEqual([
        expect.objectContaining({ level: 'warn', cure: expect.stringContaining('docs/audit.md') }),
      ]);
    });

    it('refuses changes once it may not add entries either', async () => {
      await owner.query(`revoke insert on audit_entries from ${new URL(url).username}`);
      const log = catchLog();
      const form = createIdentityForm.parse({
        external_id: 'user_2',
        display_name: '',
        email: '',
        avatar_url: '',
        tags: [],
        metadata_text: '',
      });
      expect(await createIdentity(form)).toMatchObject({ ok: false, error: { kind: 'audit-unavailable' } });
      log.restore();
      const stored = await owner.query('select from identities');
      expect(stored.rowCount).toBe(0);
    });
  },
);
