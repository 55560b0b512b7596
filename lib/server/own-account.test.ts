import { eq } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { operators, signIns } from '@/lib/db/operator-tables';
import { prepareJob, startJob } from '@/lib/actions/jobs';
import { readOwnAccount, whoIsSignedIn } from './own-account';
import { confirmSignIn } from './confirm-sign-in';
import { changePassword } from './own-password';
import { beginSecondFactor, turnOffSecondFactor } from './own-second-factor';
import { endOtherSignIns, endOwnSignIn } from './own-sign-ins';
import { store } from './store';
import { actAs, actAsNobody, signInAs, TEST_PASSWORD, withOwnStore } from './testing/own-store';
import { presentHeaders } from './testing/next-headers';

vi.mock('next/headers', () => import('./testing/next-headers'));
vi.mock('next/cache', () => ({ revalidatePath: () => {} }));
// Each password costs its time on purpose.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
withOwnStore();

const NEW = 'quite another password';
const DELETION = { request: { kind: 'delete' }, selection: { by: 'ids', ids: ['x'] } };
let who: { id: string; email: string; cookie: string };
beforeEach(async () => {
  who = await actAs('admin');
});

/** A second sign-in of the same operator; the first stays the present one. */
async function signInElsewhere(): Promise<void> {
  actAsNobody();
  expect((await signInAs(who.email)).status).toBe(200);
  presentHeaders(new Headers({ cookie: who.cookie, origin: 'http://127.0.0.1:3000' }));
}

async function signInCount(): Promise<number> {
  const account = await readOwnAccount();
  return account.ok ? account.value.signIns.length : 0;
}

test('another password: the present one is checked, the other sign-ins end when asked to', async () => {
  await signInElsewhere();
  expect(await changePassword({ present: 'wrong', next: NEW, endOthers: true })).toMatchObject({
    error: { kind: 'not-proven', reason: 'password' },
  });
  expect(await signInCount()).toBe(2);
  expect(await changePassword({ present: TEST_PASSWORD, next: NEW, endOthers: true })).toEqual({
    ok: true,
    value: { ended: 1 },
  });
  expect(await signInCount()).toBe(1);
  actAsNobody();
  expect((await signInAs(who.email)).status).toBe(401);
  expect((await signInAs(who.email, NEW)).status).toBe(200);
});

test('another password leaves the other sign-ins when not asked to', async () => {
  await signInElsewhere();
  const changed = await changePassword({ present: TEST_PASSWORD, next: NEW, endOthers: false });
  expect(changed).toEqual({ ok: true, value: { ended: 0 } });
  expect(await signInCount()).toBe(2);
});

test('a password is taken as typed; common, short, equal or same ones are refused', async () => {
  for (const next of ['password1234', 'too short', who.email.toUpperCase(), TEST_PASSWORD])
    expect(await changePassword({ present: TEST_PASSWORD, next, endOthers: false })).toMatchObject({
      error: { kind: 'invalid', fields: { next: [expect.any(String)] } },
    });
  const next = '  spaces around this one  ';
  expect(await changePassword({ present: TEST_PASSWORD, next, endOthers: false })).toMatchObject({
    ok: true,
  });
  actAsNobody();
  expect((await signInAs(who.email, next.trim())).status).toBe(401);
  expect((await signInAs(who.email, next)).status).toBe(200);
});

test('a first password must be changed: until then nothing but the account, and no second factor', async () => {
  const { orm } = await store();
  await orm
    .update(operators)
    .set({ mustChangePassword: true, passwordExpires: new Date(Date.now() + 1000 * 3600) })
    .where(eq(operators.id, who.id));
  expect(await readOwnAccount()).toMatchObject({ ok: true, value: { mustFirst: 'change-password' } });
  expect(await prepareJob(DELETION)).toMatchObject({ error: { kind: 'forbidden' } });
  expect(await beginSecondFactor(TEST_PASSWORD)).toMatchObject({ error: { kind: 'forbidden' } });
  await changePassword({ present: TEST_PASSWORD, next: NEW, endOthers: false });
  const after = await readOwnAccount();
  expect(after.ok && after.value.mustFirst).toBe(undefined);
});

test('sign-ins: listed in words, ended one by one or all but this one; nobody ends another’s', async () => {
  await signInElsewhere();
  const account = await readOwnAccount();
  if (!account.ok) throw new Error(account.error.message);
  const [here, other] = [true, false].map((present) =>
    account.value.signIns.find((one) => one.present === present),
  );
  expect(here).toMatchObject({ device: 'Unknown browser' });
  expect(await endOwnSignIn(here?.id ?? '')).toMatchObject({ error: { kind: 'forbidden' } });
  const mine = who;
  await actAs('admin');
  expect(await endOwnSignIn(other?.id ?? '')).toEqual({ ok: true, value: { ended: 0 } });
  presentHeaders(new Headers({ cookie: mine.cookie }));
  expect(await signInCount()).toBe(2);
  expect(await endOwnSignIn(other?.id ?? '')).toEqual({ ok: true, value: { ended: 1 } });
  expect(await endOwnSignIn(other?.id ?? '')).toEqual({ ok: true, value: { ended: 0 } });
  who = mine;
  await signInElsewhere();
  await signInElsewhere();
  expect(await endOtherSignIns()).toEqual({ ok: true, value: { ended: 2 } });
  expect(await signInCount()).toBe(1);
});

test('deleting many needs a recent sign-in, which the password renews', async () => {
  const { orm } = await store();
  const prepared = await prepareJob(DELETION);
  if (!prepared.ok) throw new Error(prepared.error.message);
  const start = () => startJob({ job: prepared.value.id, count: 1 });
  const unconfirmed = { error: { kind: 'confirm-sign-in', method: 'password' } };
  expect(await start()).not.toMatchObject(unconfirmed);
  await orm
    .update(signIns)
    .set({ confirmedAt: new Date(Date.now() - 16 * 60_000) })
    .where(eq(signIns.userId, who.id));
  expect(await start()).toMatchObject(unconfirmed);
  expect(await confirmSignIn({ password: 'wrong' })).toMatchObject({ error: { reason: 'password' } });
  expect(await start()).toMatchObject(unconfirmed);
  expect(await confirmSignIn({ password: TEST_PASSWORD })).toMatchObject({ ok: true });
  expect(await start()).not.toMatchObject(unconfirmed);
});

test('whoever is signed out learns and changes nothing', async () => {
  actAsNobody();
  const refusals = await Promise.all([
    readOwnAccount(),
    whoIsSignedIn(),
    changePassword({ present: TEST_PASSWORD, next: NEW, endOthers: true }),
    beginSecondFactor(TEST_PASSWORD),
    turnOffSecondFactor(TEST_PASSWORD),
    confirmSignIn({ password: TEST_PASSWORD }),
    endOtherSignIns(),
  ]);
  for (const refusal of refusals) expect(refusal).toMatchObject({ error: { kind: 'signed-out' } });
});
