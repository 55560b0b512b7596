import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { parseAuditQuery } from '@/lib/audit/log-query';
import { errorWords } from '@/lib/errors/error-words';
import { createIdentityForm } from '@/lib/identity/identity-form';
import { upstreamServer } from '@/lib/identity-client/testing/upstream-server';
import { readAuditOperators, readAuditPage, readIdentityHistory } from './audit-entries';
import { changeTags } from './bulk-changes';
import { openExport } from './export-identities';
import { createIdentity, deleteIdentity, saveIdentity } from './identity-changes';
import { store } from './store';
import { actAs, signInAs, withOwnStore } from './testing/own-store';
import { catchLog } from './testing/logged-lines';

vi.mock('next/headers', () => import('./testing/next-headers'));

const upstream = await upstreamServer((response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ _id: 'one', external_id: 'user_1', display_name: 'Ada', tags: ['a'] }));
});
afterAll(() => upstream.close());

withOwnStore({ ORQ_API_KEY: 'key-of-this-test', ORQ_API_URL: upstream.url });
let email: string;
beforeAll(async () => {
  ({ email } = await actAs('admin'));
  const { orm } = await store();
  await orm.execute(sql`alter table audit_entries rename to audit_entries_gone`);
});
beforeEach(() => {
  upstream.received.length = 0;
});

const form = createIdentityForm.parse({
  external_id: 'user_2',
  display_name: '',
  email: '',
  avatar_url: '',
  tags: [],
  metadata_text: '',
});
const changes = {
  create: () => createIdentity(form),
  edit: () => saveIdentity('one', {}, { display_name: 'Other' }),
  tags: () => changeTags('one', { add: ['b'], remove: [] }),
  delete: () => deleteIdentity('one'),
};

test.each(Object.entries(changes))(
  'a change that cannot be recorded is not made: %s',
  async (_name, change) => {
    const log = catchLog();
    const outcome = await change();
    log.restore();
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'audit-unavailable' } });
    if (!outcome.ok)
      expect(errorWords(outcome.error, 'change')).toMatchObject({
        title: 'The audit log is not available',
        text: expect.stringContaining('so it was not done'),
      });
    expect(upstream.received.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(log.lines('audit-not-written')).toHaveLength(1);
  },
);

test('nor is anything exported, or anybody let in', async () => {
  const log = catchLog();
  const request = { selection: { by: 'ids', ids: ['one'] }, format: 'csv', fields: ['id'], keys: [] };
  expect(await openExport({ id: crypto.randomUUID(), request })).toMatchObject({
    ok: false,
    error: { kind: 'audit-unavailable' },
  });
  const answered = await signInAs(email);
  log.restore();
  expect(answered.ok).toBe(false);
  expect(answered.headers.getSetCookie()).toEqual([]);
  expect(upstream.received).toEqual([]);
});

test('what cannot be read is said, and throws at nobody', async () => {
  const log = catchLog();
  const read = [
    await readIdentityHistory('one'),
    await readAuditPage(parseAuditQuery(new URLSearchParams()), 'UTC'),
    await readAuditOperators(),
  ];
  log.restore();
  for (const outcome of read)
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'audit-unavailable' } });
  expect(upstream.received).toEqual([]);
});
