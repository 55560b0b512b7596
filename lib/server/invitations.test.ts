import { desc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { acceptLink as acceptAction, readLink as readAction } from '@/lib/actions/join';
import { LINK_LIFE_MS } from '@/lib/auth/invitations';
import { listOperators } from '@/lib/auth/operators';
import { auditEntries } from '@/lib/db/audit-tables';
import { invitations, operators, secondFactors, signInAttempts } from '@/lib/db/operator-tables';
import type { Outcome } from '@/lib/errors/app-error';
import { authorize } from './authorize';
import { inviteOperator, makePasswordLink, withdrawInvitation } from './invitations';
import { acceptLink, readLink } from './join';
import { disableOperator } from './operator-changes';
import { readOperators } from './operators';
import { store } from './store';
import { catchLog } from './testing/logged-lines';
import { presentHeaders } from './testing/next-headers';
import { actAs, actAsNobody, signInAs, TEST_PASSWORD, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));
withOwnStore();

const PASSWORD = 'a new and long password';
const orm = async () => (await store()).orm;
type Acting = Awaited<ReturnType<typeof actAs>>;
const be = ({ cookie }: Acting) => presentHeaders(new Headers({ cookie, origin: 'http://127.0.0.1:3000' }));
function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`unexpected ${outcome.error.kind}: ${outcome.error.message}`);
  return outcome.value;
}
const tokenOf = ({ link }: { link: string }) => link.split('#')[1] ?? '';
const operator = async (email: string) =>
  (await listOperators(await orm())).find((one) => one.email === email);

let admin: Acting;
let email: string;
beforeAll(async () => void (admin = await actAs('admin')));
beforeEach(async () => {
  be(admin);
  email = `new-${crypto.randomUUID()}@desk.example`;
  await (await orm()).delete(signInAttempts);
});

describe('an invitation', () => {
  test('lets somebody in once, with their role, name and password', async () => {
    const made = valueOf(await inviteOperator(email, 'editor'));
    expect(made.link).toMatch(/^http:\/\/127\.0\.0\.1:3000\/join#[\w-]{43}$/);
    expect(Date.parse(made.expires) - Date.now()).toBeGreaterThan(LINK_LIFE_MS - 60_000);
    expect(LINK_LIFE_MS).toBe(72 * 3_600_000);
    const token = tokenOf(made);
    actAsNobody();
    expect(valueOf(await readLink(token))).toEqual({ for: 'joining', email, role: 'editor' });
    expect(valueOf(await acceptLink(token, { name: 'Nora New', password: PASSWORD }))).toEqual({ email });
    expect(await operator(email)).toMatchObject({ name: 'Nora New', role: 'editor', method: 'password' });
    expect((await signInAs(email, PASSWORD)).status).toBe(200);
    expect(await readLink(token)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(await acceptLink(token, { name: 'Again', password: PASSWORD })).toMatchObject({ ok: false });
  });

  test('is kept as a digest only, and is in no log', async () => {
    const log = catchLog();
    const token = tokenOf(valueOf(await inviteOperator(email, 'viewer')));
    actAsNobody();
    await acceptLink(token, { name: 'N', password: PASSWORD });
    log.restore();
    expect(log.lines('audit').length).toBeGreaterThan(0);
    expect(log.text()).not.toContain(token);
    const kept = JSON.stringify([
      await (await orm()).select().from(invitations),
      await (await orm()).select().from(auditEntries),
    ]);
    expect(kept).toContain(email);
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(PASSWORD);
  });

  test('lets one in when two come at once', async () => {
    const token = tokenOf(valueOf(await inviteOperator(email, 'viewer')));
    actAsNobody();
    const results = await Promise.all(
      ['One', 'Two'].map((name) => acceptLink(token, { name, password: PASSWORD })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await listOperators(await orm())).filter((one) => one.email === email)).toHaveLength(1);
  });

  test('still works after a password that breaks a rule', async () => {
    const token = tokenOf(valueOf(await inviteOperator(email, 'viewer')));
    actAsNobody();
    for (const password of ['short', email, 'password1234', 'x'.repeat(257)])
      expect(await acceptLink(token, { name: 'N', password }), password).toMatchObject({
        ok: false,
        error: { kind: 'invalid', fields: { password: [expect.any(String)] } },
      });
    expect(await acceptLink(token, { name: '', password: PASSWORD })).toMatchObject({
      error: { fields: { name: [expect.any(String)] } },
    });
    expect((await acceptLink(token, { name: 'N', password: PASSWORD })).ok).toBe(true);
  });

  test('stops working when it is withdrawn, over, or another took its place', async () => {
    const first = tokenOf(valueOf(await inviteOperator(email, 'viewer')));
    const second = tokenOf(valueOf(await inviteOperator(email.toUpperCase(), 'editor')));
    expect(await readLink(first)).toMatchObject({ error: { message: expect.stringMatching(/newer one/) } });
    const { links } = valueOf(await readOperators());
    const [open] = links.filter((link) => link.email === email);
    expect(open).toMatchObject({ role: 'editor', for_password: false, by: 'The admin' });
    valueOf(await withdrawInvitation(open?.id ?? ''));
    expect(await acceptLink(second, { name: 'N', password: PASSWORD })).toMatchObject({ ok: false });
    expect(await withdrawInvitation(open?.id ?? '')).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    const third = tokenOf(valueOf(await inviteOperator(email, 'viewer')));
    await (await orm()).update(invitations).set({ expires: new Date() }).where(eq(invitations.email, email));
    expect(await acceptLink(third, { name: 'N', password: PASSWORD })).toMatchObject({ ok: false });
    expect(valueOf(await readOperators()).links.filter((link) => link.email === email)).toEqual([]);
    expect(await operator(email)).toBeUndefined();
  });

  test('is not made for an operator', async () => {
    expect(await inviteOperator(admin.email, 'viewer')).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: { email: [expect.any(String)] } },
    });
  });

  test.each(['viewer', 'editor'] as const)('is not made by a %s', async (role) => {
    await actAs(role);
    expect(await inviteOperator(email, 'viewer')).toMatchObject({ error: { kind: 'forbidden' } });
    expect(await withdrawInvitation('x')).toMatchObject({ error: { kind: 'forbidden' } });
  });
});

describe('a link for a new password', () => {
  test('sets it, ends the sign-ins, and leaves the second factor', async () => {
    const other = await actAs('editor');
    await (await orm()).update(operators).set({ twoFactorEnabled: true }).where(eq(operators.id, other.id));
    await (
      await orm()
    )
      .insert(secondFactors)
      .values({ id: other.id, userId: other.id, secret: 'x', backupCodes: 'x' });
    be(admin);
    const token = tokenOf(valueOf(await makePasswordLink(other.id)));
    actAsNobody();
    expect(valueOf(await readLink(token))).toMatchObject({ for: 'password', email: other.email });
    valueOf(await acceptLink(token, { name: '', password: PASSWORD }));
    be(other);
    expect(await authorize('account')).toMatchObject({ ok: false, error: { kind: 'signed-out' } });
    actAsNobody();
    expect((await signInAs(other.email, TEST_PASSWORD)).status).toBe(401);
    expect(await (await signInAs(other.email, PASSWORD)).json()).toEqual({ status: 'second-factor' });
    expect(await acceptLink(token, { name: '', password: PASSWORD })).toMatchObject({ ok: false });
    const [entry] = await (
      await orm()
    )
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, 'password.changed'))
      .orderBy(desc(auditEntries.id))
      .limit(1);
    expect(entry).toMatchObject({ operatorId: other.id });
  });

  test('does not let in who was disabled since', async () => {
    const other = await actAs('editor');
    be(admin);
    const token = tokenOf(valueOf(await makePasswordLink(other.id)));
    valueOf(await disableOperator(other.id));
    actAsNobody();
    expect(await acceptLink(token, { name: '', password: PASSWORD })).toMatchObject({ ok: false });
    be(admin);
    expect(await makePasswordLink(other.id)).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  });

  test('is not made for oneself', async () => {
    expect(await makePasswordLink(admin.id)).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  });
});

describe('the actions of a link', () => {
  test('refuse another origin, extra members, and more tries than anybody needs', async () => {
    presentHeaders(new Headers({ origin: 'https://evil.example' }));
    expect(await readAction({ token: 'x' })).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
    actAsNobody();
    expect(await readAction({ token: 'x', more: 1 })).toMatchObject({ error: { kind: 'invalid' } });
    expect(await acceptAction({ token: 'x', name: 'N', password: 'p', role: 'admin' })).toMatchObject({
      error: { kind: 'invalid' },
    });
    for (let tries = 0; tries < 20; tries += 1)
      expect(await readAction({ token: 'one' })).toMatchObject({ error: { kind: 'not-found' } });
    expect(await readAction({ token: 'one' })).toMatchObject({
      error: { kind: 'forbidden', message: expect.stringMatching(/^Too many attempts/) },
    });
    // Neither another link nor signing in is held up by it.
    expect(await readAction({ token: 'two' })).toMatchObject({ error: { kind: 'not-found' } });
    expect((await signInAs(admin.email)).status).toBe(200);
    be(admin);
  });

  test('find nothing for any garbage', async () => {
    actAsNobody();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (token) => {
        await (await orm()).delete(signInAttempts);
        expect(await readAction({ token })).toMatchObject({ ok: false, error: { kind: 'not-found' } });
      }),
      { numRuns: 30 },
    );
  });
});
