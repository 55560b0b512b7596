import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startScript } from '@/lib/api-server/testing/child';
import { findLink } from '@/lib/auth/invitations';
import { openDatabase } from '@/lib/db/database';
import { auditEntries } from '@/lib/db/audit-tables';
import { credentials, operators, secondFactors, signIns } from '@/lib/db/operator-tables';

// Real processes on a real folder: each start takes seconds on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

let home: string;
const email = 'ada@desk.example';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'desk-let-in-'));
  const { orm, close } = await openDatabase({ dataDir: home });
  const now = { createdAt: new Date(), updatedAt: new Date() };
  for (const [id, provider] of [
    ['ada', 'credential'],
    ['sam', 'sso'],
  ] as const) {
    await orm.insert(operators).values({
      id,
      name: id,
      email: `${id}@desk.example`,
      role: 'editor',
      twoFactorEnabled: true,
      disabledAt: new Date(),
      ...now,
    });
    await orm.insert(credentials).values({ id, userId: id, providerId: provider, accountId: id, ...now });
  }
  await orm.insert(secondFactors).values({ id: 'f', userId: 'ada', secret: 'x', backupCodes: 'x' });
  await orm
    .insert(signIns)
    .values({ id: 's', userId: 'ada', token: 't', expiresAt: new Date(Date.now() + 60_000), ...now });
  await close();
});
afterAll(() => rm(home, { recursive: true, force: true }));

const letIn = (...args: string[]) =>
  startScript('let-in', args, { DATA_DIR: home, APP_URL: 'https://desk.example.com', DATABASE_URL: '' })
    .ended;

it('gives an operator who is locked out a link, and nobody else', async () => {
  expect(await letIn('nobody@desk.example')).toMatchObject({
    code: 1,
    stderr: 'No operator has this email.\n',
  });
  expect((await letIn('sam@desk.example')).stderr).toContain('single sign-on');
  expect((await letIn()).code).toBe(2);

  const done = await letIn('Ada@desk.example', '--without-second-factor', '--admin');
  expect(done).toMatchObject({ code: 0, stderr: '' });
  const token = /https:\/\/desk\.example\.com\/join#([\w-]{43})\n/.exec(done.stdout)?.[1] ?? '';
  const { orm, close } = await openDatabase({ dataDir: home });
  expect(await findLink(orm, token)).toMatchObject({ state: 'open', operatorId: 'ada', email });
  const [ada] = await orm.select().from(operators).where(eq(operators.id, 'ada'));
  expect(ada).toMatchObject({ role: 'admin', twoFactorEnabled: false, disabledAt: null });
  expect(await orm.select().from(secondFactors)).toEqual([]);
  expect(await orm.select().from(signIns)).toEqual([]);
  expect(await orm.select().from(auditEntries)).toMatchObject([
    { action: 'operator.password-link', operatorId: null, targetId: 'ada', detail: { from: 'command line' } },
  ]);
  await close();
});
