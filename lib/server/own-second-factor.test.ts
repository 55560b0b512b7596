import { Secret, TOTP } from 'otpauth';
import { desc, eq } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { auditEntries, auditOutcomes } from '@/lib/db/audit-tables';
import { secondFactors } from '@/lib/db/operator-tables';
import { whoIsSignedIn, readOwnAccount } from './own-account';
import {
  beginSecondFactor,
  finishSecondFactor,
  makeRecoveryCodes,
  turnOffSecondFactor,
} from './own-second-factor';
import { confirmSignIn } from './confirm-sign-in';
import { answerSignInRequest } from './sign-in-requests';
import { store } from './store';
import { headers } from './testing/next-headers';
import { actAs, actAsNobody, signInAs, TEST_PASSWORD, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));
// Each password costs its time on purpose.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
withOwnStore();

const ORIGIN = 'http://127.0.0.1:3000';
const PERIOD_MS = 30_000;

let who: { id: string; email: string };
beforeEach(async () => {
  who = await actAs('editor');
});

/** The code of an authenticator app, in the present period or so many later. */
function codeAt(secret: string, periods = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + periods * PERIOD_MS,
  });
}

async function setUp(): Promise<{ secret: string; code: string; codes: string[] }> {
  const begun = await beginSecondFactor(TEST_PASSWORD);
  if (!begun.ok) throw new Error(begun.error.message);
  const { secret } = begun.value;
  const code = codeAt(secret);
  const finished = await finishSecondFactor(code);
  if (!finished.ok) throw new Error(finished.error.message);
  return { secret, code, codes: finished.value.codes };
}

/** The cookie that a password alone brings: it asks for a code. */
async function passwordStep(): Promise<string> {
  actAsNobody();
  const answered = await signInAs(who.email);
  expect(await answered.json()).toEqual({ status: 'second-factor' });
  return answered.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');
}

async function codeStep(cookie: string, body: object, path = 'verify-totp'): Promise<Response> {
  return answerSignInRequest(
    new Request(`${ORIGIN}/api/auth/two-factor/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: ORIGIN, Cookie: cookie },
      body: JSON.stringify(body),
    }),
  );
}

async function lastAudited(): Promise<{ action: string; outcome: string | null; detail: unknown }> {
  const { orm } = await store();
  const [last] = await orm
    .select({
      action: auditEntries.action,
      outcome: auditOutcomes.outcome,
      detail: auditOutcomes.detail,
    })
    .from(auditEntries)
    .leftJoin(auditOutcomes, eq(auditOutcomes.entryId, auditEntries.id))
    .orderBy(desc(auditEntries.id))
    .limit(1);
  if (last === undefined) throw new Error('nothing was audited');
  return last;
}

test('set up: the first code turns it on, replaces the sign-in, and tells ten recovery codes once', async () => {
  const before = (await headers()).get('cookie');
  const begun = await beginSecondFactor(TEST_PASSWORD);
  if (!begun.ok) throw new Error(begun.error.message);
  expect(begun.value.address).toContain(`otpauth://totp/`);
  expect(begun.value.picture.path).toMatch(/^M\d+ \d+h1v1h-1z/);
  // Until a code was given nothing has changed.
  const meanwhile = await readOwnAccount();
  expect(meanwhile.ok && meanwhile.value.secondFactor.on).toBe(false);

  expect(await finishSecondFactor('000000')).toMatchObject({
    ok: false,
    error: { kind: 'not-proven', reason: 'code' },
  });
  expect(await lastAudited()).toMatchObject({ action: 'second-factor.turned-on', outcome: 'failed' });

  const finished = await finishSecondFactor(codeAt(begun.value.secret));
  if (!finished.ok) throw new Error(finished.error.message);
  expect(new Set(finished.value.codes).size).toBe(10);
  expect(finished.value.codes.every((code) => /^[a-z2-9]{5}(-[a-z2-9]{5}){2}$/.test(code))).toBe(true);
  expect(await lastAudited()).toMatchObject({ action: 'second-factor.turned-on', outcome: 'done' });

  const after = (await headers()).get('cookie');
  expect(after).not.toBe(before);
  const account = await readOwnAccount();
  expect(account).toMatchObject({ ok: true, value: { secondFactor: { on: true, codesLeft: 10 } } });
  if (account.ok) expect(account.value.signIns).toHaveLength(1);

  const { orm } = await store();
  const [kept] = await orm.select().from(secondFactors).where(eq(secondFactors.userId, who.id));
  expect(JSON.stringify(kept)).not.toContain(finished.value.codes[0]);
  expect(JSON.stringify(kept)).not.toContain(begun.value.secret);
});

test('a wrong password begins nothing, is audited, and runs into the limit of the account', async () => {
  for (let attempt = 0; attempt < 5; attempt += 1)
    expect(await beginSecondFactor('not the password')).toMatchObject({
      error: { kind: 'not-proven', reason: 'password' },
    });
  expect(await lastAudited()).toMatchObject({
    action: 'second-factor.begun',
    outcome: 'failed',
    detail: { reason: 'This is not your password' },
  });
  expect(await beginSecondFactor(TEST_PASSWORD)).toMatchObject({
    error: {
      kind: 'not-proven',
      reason: 'too-many',
      message: expect.stringMatching(/Try again in \d+ second/),
    },
  });
  // The same bucket as signing in: the sign-in page is closed to this account as well.
  actAsNobody();
  expect((await signInAs(who.email)).status).toBe(429);
});

test('signing in takes the password and a code, written as the app shows it; the same code never twice', async () => {
  const { secret } = await setUp();
  const code = codeAt(secret, 1);
  const signedIn = await codeStep(await passwordStep(), { code: `${code.slice(0, 3)} ${code.slice(3)}` });
  expect(await signedIn.json()).toEqual({ status: 'signed-in' });

  const again = await codeStep(await passwordStep(), { code });
  expect([again.status, await again.json()]).toEqual([401, { status: 'refused' }]);
});

test('the code that set it up does not sign in', async () => {
  const { code } = await setUp();
  expect((await codeStep(await passwordStep(), { code })).status).toBe(401);
});

test('a recovery code signs in once, however it is typed', async () => {
  const { codes } = await setUp();
  const [code = ''] = codes;
  const typed = ` ${code.replaceAll('-', '').toUpperCase()} `;
  expect((await codeStep(await passwordStep(), { code: typed })).status).toBe(200);
  expect((await codeStep(await passwordStep(), { code })).status).toBe(401);
});

test('nobody is trusted without a code, whatever a request asks for', async () => {
  const { secret } = await setUp();
  const answered = await codeStep(await passwordStep(), { code: codeAt(secret, 1), trustDevice: true });
  expect(answered.status).toBe(200);
  expect(answered.headers.getSetCookie().join()).not.toContain('trust');
});

test('a code sent with a sign-in turns nothing on: that road is the account page alone', async () => {
  const begun = await beginSecondFactor(TEST_PASSWORD);
  if (!begun.ok) throw new Error(begun.error.message);
  const cookie = (await headers()).get('cookie') ?? '';
  expect((await codeStep(cookie, { code: codeAt(begun.value.secret) })).status).toBe(401);
  const account = await readOwnAccount();
  expect(account.ok && account.value.secondFactor.on).toBe(false);
});

test('new recovery codes put the former ones out of use', async () => {
  const { codes } = await setUp();
  const made = await makeRecoveryCodes(TEST_PASSWORD);
  if (!made.ok) throw new Error(made.error.message);
  expect((await codeStep(await passwordStep(), { code: codes[0] })).status).toBe(401);
  expect((await codeStep(await passwordStep(), { code: made.value.codes[0] })).status).toBe(200);
});

test('turned off, the password is enough again; the sign-in goes on under a new cookie', async () => {
  await setUp();
  expect(await turnOffSecondFactor('not the password')).toMatchObject({ error: { reason: 'password' } });
  const before = (await headers()).get('cookie');
  expect(await turnOffSecondFactor(TEST_PASSWORD)).toEqual({ ok: true, value: null });
  expect(await lastAudited()).toMatchObject({ action: 'second-factor.turned-off', outcome: 'done' });
  expect((await headers()).get('cookie')).not.toBe(before);
  expect(await whoIsSignedIn()).toMatchObject({ ok: true, value: { email: who.email } });
  actAsNobody();
  expect(await (await signInAs(who.email)).json()).toEqual({ status: 'signed-in' });
});

test('to confirm a sign-in takes both factors together', async () => {
  const { secret } = await setUp();
  expect(await confirmSignIn({ password: TEST_PASSWORD })).toMatchObject({
    error: { kind: 'not-proven', reason: 'code-needed' },
  });
  expect(await confirmSignIn({ password: TEST_PASSWORD, code: '000000' })).toMatchObject({
    error: { reason: 'code' },
  });
  expect(await confirmSignIn({ password: 'not the password', code: codeAt(secret, 1) })).toMatchObject({
    error: { reason: 'password' },
  });
  expect(await confirmSignIn({ password: TEST_PASSWORD, code: codeAt(secret, 1) })).toEqual({
    ok: true,
    value: null,
  });
});
