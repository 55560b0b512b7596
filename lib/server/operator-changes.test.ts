import { and, desc, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { findLink, makeLink } from '@/lib/auth/invitations';
import { addOperator, operatorById } from '@/lib/auth/operators';
import { addSsoOperator } from '@/lib/auth/sso-operators';
import { auditEntries, auditOutcomes } from '@/lib/db/audit-tables';
import { operators, signIns } from '@/lib/db/operator-tables';
import type { Outcome } from '@/lib/errors/app-error';
import { authorize } from './authorize';
import { makePasswordLink } from './invitations';
import { changeRole, disableOperator, enableOperator, endOperatorSignIns } from './operator-changes';
import { readOperators } from './operators';
import { signInService } from './sign-in-service';
import { store } from './store';
import { presentHeaders } from './testing/next-headers';
import { actAs, actAsNobody, signInAs, TEST_PASSWORD, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));
withOwnStore();

type Acting = Awaited<ReturnType<typeof actAs>>;
const orm = async () => (await store()).orm;
/** From here on requests come from somebody who has acted before. */
const be = ({ cookie }: Acting) => presentHeaders(new Headers({ cookie, origin: 'http://127.0.0.1:3000' }));
function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`unexpected ${outcome.error.kind}: ${outcome.error.message}`);
  return outcome.value;
}
/** Signs somebody in at another browser, which leaves the present one as it is. */
async function signInElsewhere(email: string, password?: string) {
  actAsNobody();
  const answer = await signInAs(email, password);
  be(admin);
  return answer;
}
const stored = async (id: string) =>
  (await (await orm()).select().from(operators).where(eq(operators.id, id)))[0];
async function lastEntry(action: string) {
  const [entry] = await (
    await orm()
  )
    .select()
    .from(auditEntries)
    .leftJoin(auditOutcomes, eq(auditOutcomes.entryId, auditEntries.id))
    .where(eq(auditEntries.action, action))
    .orderBy(desc(auditEntries.id))
    .limit(1);
  return entry;
}

let viewer: Acting;
let admin: Acting;
beforeAll(() => store());
beforeEach(async () => {
  // Whoever was made before is out of the way: what is said of the last admin is about these.
  await (await orm()).update(operators).set({ disabledAt: new Date() });
  viewer = await actAs('viewer');
  admin = await actAs('admin');
});

describe('a role', () => {
  test('counts from the next request on, both ways', async () => {
    valueOf(await changeRole(viewer.id, 'editor'));
    be(viewer);
    expect(await authorize('identity.write')).toMatchObject({ ok: true, value: { role: 'editor' } });
    be(admin);
    valueOf(await changeRole(viewer.id, 'viewer'));
    be(viewer);
    expect(await authorize('identity.write')).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  });

  test('is recorded with what it was and what it is', async () => {
    valueOf(await changeRole(viewer.id, 'admin'));
    expect(await lastEntry('operator.role-changed')).toMatchObject({
      audit_entries: {
        operatorId: admin.id,
        targetId: viewer.id,
        changes: { role: { from: 'viewer', to: 'admin' } },
        detail: { email: viewer.email },
      },
      audit_outcomes: { outcome: 'done' },
    });
  });

  test('cannot be one’s own', async () => {
    const other = await actAs('admin');
    be(other);
    expect(await changeRole(other.id, 'viewer')).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
    expect((await stored(other.id))?.role).toBe('admin');
  });

  test('that is taken from an admin takes their links with it', async () => {
    const other = await actAs('admin');
    const { token } = await makeLink(await orm(), {
      email: `x-${other.id}@desk.example`,
      role: 'admin',
      invitedBy: other.id,
    });
    be(admin);
    valueOf(await changeRole(other.id, 'editor'));
    expect((await findLink(await orm(), token)).state).toBe('closed');
  });
});

describe('somebody who is disabled', () => {
  test('is out at the next request and cannot sign in, until enabled', async () => {
    await signInElsewhere(viewer.email);
    expect(valueOf(await disableOperator(viewer.id))).toEqual({ ended: 2 });
    be(viewer);
    expect(await authorize('account')).toMatchObject({ ok: false, error: { kind: 'signed-out' } });
    expect((await signInElsewhere(viewer.email)).status).toBe(401);
    be(admin);
    valueOf(await enableOperator(viewer.id));
    // The ended sign-in stays ended; a new one works.
    be(viewer);
    expect(await authorize('account')).toMatchObject({ ok: false });
    expect((await signInElsewhere(viewer.email)).status).toBe(200);
  });

  test('cannot be oneself', async () => {
    await actAs('admin');
    be(admin);
    expect(await disableOperator(admin.id)).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
    expect((await stored(admin.id))?.disabledAt).toBeNull();
  });

  test('keeps no link to come back with', async () => {
    const own = await makeLink(await orm(), {
      email: viewer.email,
      role: 'viewer',
      operatorId: viewer.id,
      invitedBy: admin.id,
    });
    valueOf(await disableOperator(viewer.id));
    expect((await findLink(await orm(), own.token)).state).toBe('closed');
  });
});

describe('the last admin who can sign in', () => {
  const other = async (change: Partial<typeof operators.$inferInsert>) => {
    const made = await actAs('admin');
    await (await orm()).update(operators).set(change).where(eq(operators.id, made.id));
    be(admin);
    return made;
  };

  test.each([
    ['another is disabled', { disabledAt: new Date() }],
    ['another’s first password has run out', { passwordExpires: new Date(0) }],
  ])('stays one while %s', async (_why, change) => {
    await other(change);
    const acting = await actAs('admin');
    valueOf(await changeRole(admin.id, 'viewer'));
    be(acting);
    // Only the acting one is left, who may not do it to themselves; nobody else is there to do it.
    expect(await changeRole(acting.id, 'viewer')).toMatchObject({ ok: false });
    expect((await stored(acting.id))?.role).toBe('admin');
  });

  test('is still one after two admins have taken the role from each other at once', async () => {
    const second = await actAs('admin');
    const results = await Promise.all(
      [
        [admin, second],
        [second, admin],
      ].map(async ([by, of]) => {
        if (by === undefined || of === undefined) throw new Error('two are needed');
        be(by);
        return changeRole(of.id, 'viewer');
      }),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const left = await (
      await orm()
    )
      .select()
      .from(operators)
      .where(and(eq(operators.role, 'admin')));
    expect(left.filter(({ disabledAt }) => disabledAt === null)).toHaveLength(1);
  });

  test('is still one after two admins have disabled each other at once', async () => {
    const second = await actAs('admin');
    be(admin);
    const first = disableOperator(second.id);
    be(second);
    const results = await Promise.all([first, disableOperator(admin.id)]);
    expect(results.filter(({ ok }) => ok).length).toBeLessThanOrEqual(1);
    const left = await Promise.all([admin, second].map(({ id }) => stored(id)));
    expect(left.filter((one) => one?.disabledAt === null).length).toBeGreaterThanOrEqual(1);
  });

  test('is not one whose way in is closed', async () => {
    // Single sign-on is not set up here, so an admin of it cannot sign in.
    const id = await addSsoOperator(await orm(), `https://id.example ${admin.id}`, {
      email: `sso-${admin.id}@desk.example`,
      emailVerified: true,
      name: 'Sam',
      role: 'admin',
    });
    if (id === undefined) throw new Error('not made');
    const third = await actAs('admin');
    be(third);
    valueOf(await disableOperator(admin.id));
    be(admin);
    expect(await disableOperator(third.id)).toMatchObject({ ok: false });
    expect((await stored(third.id))?.disabledAt).toBeNull();
  });
});

describe('sign-ins', () => {
  test('of another end from the next request on, and are counted', async () => {
    await signInElsewhere(viewer.email);
    expect(valueOf(await endOperatorSignIns(viewer.id))).toEqual({ ended: 2 });
    be(viewer);
    expect(await authorize('account')).toMatchObject({ ok: false, error: { kind: 'signed-out' } });
    expect(await lastEntry('operator.sign-ins-ended')).toMatchObject({
      audit_outcomes: { outcome: 'done', detail: { ended: 2 } },
    });
  });

  test('of one’s own end but for the present one', async () => {
    await signInElsewhere(admin.email);
    expect(valueOf(await endOperatorSignIns(admin.id))).toEqual({ ended: 1 });
    expect(await authorize('operator.manage')).toMatchObject({ ok: true });
  });
});

describe('who may', () => {
  const every = (id: string): [string, () => Promise<Outcome<unknown>>][] => [
    ['change a role', () => changeRole(id, 'editor')],
    ['disable', () => disableOperator(id)],
    ['enable', () => enableOperator(id)],
    ['end sign-ins', () => endOperatorSignIns(id)],
    ['make a link for a password', () => makePasswordLink(id)],
  ];

  test.each(['viewer', 'editor'] as const)('not a %s', async (role) => {
    await actAs(role);
    for (const [what, attempt] of every(viewer.id))
      expect(await attempt(), what).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
    expect(await readOperators()).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  });

  test('not an admin who proved who they are more than 15 minutes ago', async () => {
    await (
      await orm()
    )
      .update(signIns)
      .set({ confirmedAt: new Date(Date.now() - 15 * 60_000 - 1_000) })
      .where(eq(signIns.userId, admin.id));
    for (const [what, attempt] of every(viewer.id))
      expect(await attempt(), what).toMatchObject({ ok: false, error: { kind: 'confirm-sign-in' } });
    expect(await readOperators()).toMatchObject({ ok: true });
  });

  test('nobody to an operator who is gone', async () => {
    for (const [what, attempt] of every('gone'))
      expect(await attempt(), what).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });
});

test('the list says who is there, how they come and when they were seen', async () => {
  await signInElsewhere(viewer.email);
  const { operators: rows } = valueOf(await readOperators());
  const row = rows.find(({ id }) => id === viewer.id);
  expect(row).toMatchObject({
    email: viewer.email,
    role: 'viewer',
    method: 'password',
    sign_ins: 2,
    state: 'active',
    self: false,
  });
  expect(Date.now() - Date.parse(row?.last_seen ?? '')).toBeLessThan(60_000);
  expect(rows.find(({ id }) => id === admin.id)).toMatchObject({ self: true });
  expect(JSON.stringify(rows)).not.toMatch(/password_hash|token/);
});

test('who has signed out was still seen, and a wrong password of a stranger is no sight of them', async () => {
  const auth = await signInService();
  const email = `quiet-${admin.id}@desk.example`;
  const id = await addOperator(auth, await orm(), {
    email,
    name: 'Q',
    role: 'viewer',
    password: TEST_PASSWORD,
  });
  if (id === undefined) throw new Error('not made');
  await signInElsewhere(email, 'a wrong password indeed');
  const seen = async () => valueOf(await readOperators()).operators.find((row) => row.id === id)?.last_seen;
  expect(await seen()).toBeUndefined();
  await signInElsewhere(email);
  valueOf(await endOperatorSignIns(id));
  expect(await seen()).toBeDefined();
  expect(await operatorById(await orm(), id)).toBeDefined();
});
