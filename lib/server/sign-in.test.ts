import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { auditEntries, auditOutcomes } from '@/lib/db/audit-tables';
import { credentials, operators, signInAttempts, signIns } from '@/lib/db/operator-tables';
import { authorize } from './authorize';
import { readIdentity } from './identities';
import { answerSignInRequest } from './sign-in-requests';
import { signInService } from './sign-in-service';
import { store } from './store';
import {
  actAs,
  actAsNobody,
  actWith,
  cookieOf,
  signInAs,
  TEST_PASSWORD,
  withOwnStore,
} from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));
withOwnStore();

const orm = async () => (await store()).orm;
const kindOf = (outcome: { ok: boolean } & object) =>
  'error' in outcome ? (outcome.error as { kind: string }).kind : 'ok';
const present = async () => kindOf(await authorize('identity.read'));

describe('a sign-in', () => {
  test('is a cookie that scripts cannot read, and no more', async () => {
    const { email } = await actAs('viewer');
    const answer = await signInAs(email);
    const [line = ''] = answer.headers.getSetCookie();
    expect(line).toMatch(/^desk-3000=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await answer.json()).toEqual({ status: 'signed-in' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('is stored without its token', async () => {
    const { cookie } = await actAs('viewer');
    const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '';
    expect(token.length).toBeGreaterThanOrEqual(32);
    for (const table of [signIns, credentials, operators, auditEntries, auditOutcomes])
      expect(JSON.stringify(await (await orm()).select().from(table))).not.toContain(token);
  });

  test('does not count with a token that nobody signed, or that was changed', async () => {
    const { cookie } = await actAs('admin');
    expect(await present()).toBe('ok');
    const [name = '', value = ''] = cookie.split('=');
    const [token = ''] = decodeURIComponent(value).split('.');
    for (const forged of [token, `${token}.`, `${token}.AAAA`, `x${decodeURIComponent(value)}`]) {
      actWith(`${name}=${encodeURIComponent(forged)}`);
      expect(await present()).toBe('signed-out');
    }
  });

  test('is a new one each time', async () => {
    const { email, cookie } = await actAs('viewer');
    expect(cookieOf(await signInAs(email))).not.toBe(cookie);
  });

  test.each([
    ['60 minutes without a request', { lastSeenAt: sql`now() - interval '61 minutes'` }],
    ['12 hours', { createdAt: sql`now() - interval '721 minutes'` }],
    ['its stored end', { expiresAt: sql`now() - interval '1 second'` }],
  ])('ends after %s', async (_when, moved) => {
    const { id } = await actAs('viewer');
    expect(await present()).toBe('ok');
    await (await orm()).update(signIns).set(moved).where(eq(signIns.userId, id));
    expect(await present()).toBe('signed-out');
  });

  test('a use is noted, so that one who works is not signed out', async () => {
    const { id } = await actAs('viewer');
    await (
      await orm()
    )
      .update(signIns)
      .set({ lastSeenAt: sql`now() - interval '59 minutes'` })
      .where(eq(signIns.userId, id));
    expect(await present()).toBe('ok');
    const [seen] = await (await orm()).select().from(signIns).where(eq(signIns.userId, id));
    expect(Date.now() - (seen?.lastSeenAt.getTime() ?? 0)).toBeLessThan(60_000);
  });

  test('role, "disabled" and sign-out count from the next request on', async () => {
    const { id } = await actAs('admin');
    expect(kindOf(await authorize('operator.manage'))).toBe('ok');
    const change = async (values: Partial<typeof operators.$inferInsert>) =>
      (await orm()).update(operators).set(values).where(eq(operators.id, id));
    await change({ role: 'viewer' });
    expect(kindOf(await authorize('operator.manage'))).toBe('forbidden');
    await change({ disabledAt: new Date() });
    expect(await present()).toBe('signed-out');
    await change({ disabledAt: null });
    expect(await present()).toBe('ok');
    await answerSignInRequest(new Request('http://127.0.0.1:3000/api/auth/sign-out', { method: 'POST' }));
    expect(await present()).toBe('signed-out');
  });

  test('must be recent for what asks for that', async () => {
    const { id } = await actAs('admin');
    expect(kindOf(await authorize('identity.delete', { recent: true }))).toBe('ok');
    await (
      await orm()
    )
      .update(signIns)
      .set({ confirmedAt: sql`now() - interval '16 minutes'` })
      .where(eq(signIns.userId, id));
    expect(kindOf(await authorize('identity.delete', { recent: true }))).toBe('confirm-sign-in');
    expect(kindOf(await authorize('identity.delete'))).toBe('ok');
  });

  test('with a password that must be changed opens nothing but the account page', async () => {
    const { id } = await actAs('admin');
    await (await orm()).update(operators).set({ mustChangePassword: true }).where(eq(operators.id, id));
    expect(kindOf(await readIdentity('x'))).toBe('forbidden');
    expect(kindOf(await authorize('account'))).toBe('ok');
  });
});

describe('a refused attempt', () => {
  beforeEach(async () => {
    actAsNobody();
    await (await orm()).delete(signInAttempts);
  });
  const told = async (answer: Response) => [
    answer.status,
    await answer.json(),
    answer.headers.getSetCookie(),
  ];

  test('says the same of an unknown account, a wrong password and a disabled operator', async () => {
    const { email, id } = await actAs('viewer');
    const wrong = await told(await signInAs(email, 'not this password'));
    const unknown = await told(await signInAs('nobody@desk.example', TEST_PASSWORD));
    await (await orm()).update(operators).set({ disabledAt: new Date() }).where(eq(operators.id, id));
    const disabled = await told(await signInAs(email));
    expect(wrong).toEqual([401, { status: 'refused' }, []]);
    expect(unknown).toEqual(wrong);
    expect(disabled).toEqual(wrong);
  });

  test('a printed password stops working when its time is over', async () => {
    const { email, id } = await actAs('viewer');
    await (
      await orm()
    )
      .update(operators)
      .set({ passwordExpires: sql`now() - interval '1 second'` })
      .where(eq(operators.id, id));
    expect((await signInAs(email)).status).toBe(401);
  });

  test.each(['an operator', 'nobody'])(
    'the sixth within a minute on the account of %s waits, right or wrong; others and running sign-ins do not',
    async (whose) => {
      const other = await actAs('viewer');
      const { email } = whose === 'nobody' ? { email: 'nobody@desk.example' } : await actAs('editor');
      for (let attempt = 0; attempt < 5; attempt += 1)
        expect((await signInAs(email, 'not this password')).status).toBe(401);
      const late = await signInAs(email);
      expect(late.status).toBe(429);
      expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(Number(late.headers.get('retry-after'))).toBeLessThanOrEqual(60);
      expect(await present()).toBe('ok');
      expect((await signInAs(other.email)).status).toBe(200);
    },
  );

  test('many at once cannot slip through together', async () => {
    const { email } = await actAs('viewer');
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => signInAs(email, 'not this password').then(({ status }) => status)),
    );
    expect(answers.filter((status) => status !== 429).length).toBeLessThanOrEqual(5);
  });

  test('the hour has a limit of its own: twenty', async () => {
    const { email } = await actAs('viewer');
    for (let burst = 0; burst < 4; burst += 1) {
      for (let attempt = 0; attempt < 5; attempt += 1) await signInAs(email, 'not this password');
      await (
        await orm()
      )
        .update(signInAttempts)
        .set({ at: sql`${signInAttempts.at} - interval '61 seconds'` });
    }
    const late = await signInAs(email);
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(60);
  }, 30_000);

  test('right passwords are no guesses', async () => {
    const { email } = await actAs('viewer');
    for (let attempt = 0; attempt < 7; attempt += 1) expect((await signInAs(email)).status).toBe(200);
  });

  test('the library’s own road from within is limited as well', async () => {
    const { email } = await actAs('viewer');
    const auth = await signInService();
    const tried: unknown[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1)
      tried.push(
        await auth.api
          .signInEmail({ body: { email, password: 'not this password' } })
          .catch(({ statusCode }: { statusCode: number }) => statusCode),
      );
    expect(tried).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });
});

describe('what the library could do besides', () => {
  beforeAll(async () => void (await actAs('admin')));
  test.each([
    'sign-up/email',
    'get-session',
    'list-sessions',
    'update-user',
    'change-password',
    'change-email',
    'delete-user',
    'link-social',
    'reset-password',
    'revoke-sessions',
    'two-factor/enable',
    'two-factor/disable',
    'two-factor/generate-backup-codes',
    'two-factor/send-otp',
    'ok',
    'error',
    '../identities',
  ])('%s is not there', async (path) => {
    for (const method of ['GET', 'POST'])
      expect(
        (
          await answerSignInRequest(
            new Request(`http://127.0.0.1:3000/api/auth/${path}`, {
              method,
              headers: { Origin: 'http://127.0.0.1:3000', 'Content-Type': 'application/json' },
              ...(method === 'POST' && { body: '{}' }),
            }),
          )
        ).status,
      ).toBe(404);
  });
});

test('sign-ins, failures and sign-outs are in the audit log, with the outcome', async () => {
  const { id, email } = await actAs('viewer');
  await signInAs(email, 'not this password');
  await answerSignInRequest(new Request('http://127.0.0.1:3000/api/auth/sign-out', { method: 'POST' }));
  const rows = await (
    await orm()
  )
    .select({ action: auditEntries.action, outcome: auditOutcomes.outcome })
    .from(auditEntries)
    .leftJoin(auditOutcomes, eq(auditOutcomes.entryId, auditEntries.id))
    .where(eq(auditEntries.operatorId, id))
    .orderBy(auditEntries.id);
  expect(rows).toEqual([
    { action: 'sign-in', outcome: 'done' },
    { action: 'sign-in', outcome: 'failed' },
    { action: 'sign-out', outcome: 'done' },
  ]);
});

test('a refusal is in the audit log', async () => {
  const { id } = await actAs('viewer');
  await authorize('identity.delete');
  const rows = await (
    await orm()
  )
    .select({ action: auditEntries.action, detail: auditEntries.detail })
    .from(auditEntries)
    .where(eq(auditEntries.operatorId, id))
    .orderBy(auditEntries.id);
  expect(rows.at(-1)).toEqual({ action: 'access.refused', detail: { permission: 'identity.delete' } });
});
