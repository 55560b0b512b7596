import { and, desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { oidcProvider, type OidcProvider } from '@/e2e/support/oidc-provider';
import { addOperator, listOperators } from '@/lib/auth/operators';
import { auditEntries, auditOutcomes } from '@/lib/db/audit-tables';
import { credentials, signIns, signInSteps } from '@/lib/db/operator-tables';
import { presentSignIn } from './authorize';
import { signInService } from './sign-in-service';
import { store } from './store';
import { presentHeaders } from './testing/next-headers';
import { actAsNobody, signInAs, TEST_PASSWORD, withOwnStore } from './testing/own-store';
import { ssoBrowser, type SsoBrowser } from './testing/sso-browser';

vi.mock('next/headers', () => import('./testing/next-headers'));

const ORIGIN = 'http://127.0.0.1:3000';
let provider: OidcProvider;
beforeAll(async () => {
  provider = await oidcProvider(ORIGIN);
  for (const [name, value] of Object.entries(provider.settings)) vi.stubEnv(name, value);
});
withOwnStore();
afterAll(() => provider.stop());

let counter = 0;
let subject: string;
let email: string;
beforeEach(async () => {
  await provider.start();
  subject = `subject-${(counter += 1)}`;
  email = `${subject}@desk.example`;
  provider.person({ subject, claims: { email, email_verified: true, name: 'Sam Single' } });
});

async function wholeWay(browser: SsoBrowser = ssoBrowser(), form?: Record<string, string>) {
  return browser.comeBack(await browser.atProvider(await browser.leave(form)));
}
const operator = async (of = email) =>
  (await listOperators((await store()).orm)).find((one) => one.email === of);
async function presentOf(browser: SsoBrowser) {
  presentHeaders(new Headers({ cookie: browser.cookies(), origin: ORIGIN }));
  return (await presentSignIn())?.operator;
}
async function lastSignInEntry() {
  const [entry] = await (
    await store()
  ).orm
    .select()
    .from(auditEntries)
    .leftJoin(auditOutcomes, eq(auditOutcomes.entryId, auditEntries.id))
    .where(eq(auditEntries.action, 'sign-in'))
    .orderBy(desc(auditEntries.id))
    .limit(1);
  return entry;
}

describe('who comes from the provider', () => {
  test('is signed in, as a viewer at first, and led to where they wanted', async () => {
    const browser = ssoBrowser();
    const back = await wholeWay(browser, { next: '/identities?search=a%20b&tag=x' });
    expect(back.status).toBe(303);
    expect(back.location.href).toBe(`${ORIGIN}/identities?search=a%20b&tag=x`);
    expect(await presentOf(browser)).toMatchObject({
      email,
      role: 'viewer',
      name: 'Sam Single',
      method: 'sso',
    });
  });

  test('is kept by issuer and subject, and nothing that the provider gave is', async () => {
    await wholeWay();
    const { orm } = await store();
    const kept = await orm
      .select()
      .from(credentials)
      .where(eq(credentials.accountId, `${provider.issuer} ${subject}`));
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({
      password: null,
      accessToken: null,
      refreshToken: null,
      idToken: null,
      accessTokenExpiresAt: null,
      scope: null,
    });
  });

  test('is the same operator with another name and email', async () => {
    await wholeWay();
    const before = await operator();
    provider.person({
      subject,
      claims: { email: `new-${email}`, email_verified: false, name: 'Sam Renamed' },
    });
    await wholeWay();
    expect(await operator(`new-${email}`)).toMatchObject({
      id: before?.id,
      name: 'Sam Renamed',
      emailVerified: false,
    });
  });

  test('is recorded by how they came', async () => {
    const browser = ssoBrowser();
    await wholeWay(browser);
    const made = await operator();
    expect(await lastSignInEntry()).toMatchObject({
      audit_entries: { operatorEmail: email, detail: { method: 'sso' } },
      audit_outcomes: { outcome: 'done', targetId: made?.id },
    });
    await wholeWay(browser);
    expect(await lastSignInEntry()).toMatchObject({
      audit_entries: { operatorId: made?.id, role: 'viewer' },
      audit_outcomes: { outcome: 'done' },
    });
  });

  test('leaves the sign-in behind that this browser had', async () => {
    const browser = ssoBrowser();
    await wholeWay(browser);
    await wholeWay(browser);
    const { orm } = await store();
    const made = await operator();
    expect(
      await orm
        .select()
        .from(signIns)
        .where(eq(signIns.userId, made?.id ?? '')),
    ).toHaveLength(1);
  });
});

describe('who is refused', () => {
  test.each([
    ['somebody whose email a local operator has', 'email-taken'],
    ['somebody who is disabled', 'disabled'],
    ['somebody without an email', 'no-email'],
  ])('%s', async (_who, reason) => {
    const { orm } = await store();
    let claims: Record<string, unknown> = { email, email_verified: true };
    if (reason === 'email-taken')
      await addOperator(await signInService(), orm, {
        email,
        name: 'Local',
        role: 'admin',
        password: TEST_PASSWORD,
      });
    if (reason === 'no-email') claims = {};
    if (reason === 'disabled') {
      await wholeWay();
      const { operators } = await import('@/lib/db/operator-tables');
      await orm.update(operators).set({ disabledAt: new Date() }).where(eq(operators.email, email));
    }
    provider.person({ subject, claims });
    const browser = ssoBrowser();
    const back = await wholeWay(browser, { next: '/identities' });
    expect(back.location.pathname).toBe('/sign-in');
    expect(Object.fromEntries(back.location.searchParams)).toEqual({
      result: 'sso-failed',
      reason,
      next: '/identities',
    });
    expect(await presentOf(browser)).toBeUndefined();
    expect(await lastSignInEntry()).toMatchObject({
      audit_entries: { detail: { method: 'sso' } },
      audit_outcomes: { outcome: 'failed', detail: { reason } },
    });
    if (reason === 'email-taken') {
      const found = await operator();
      expect(found).toMatchObject({ method: 'password', role: 'admin' });
      expect(
        await orm
          .select()
          .from(credentials)
          .where(and(eq(credentials.userId, found?.id ?? ''), eq(credentials.providerId, 'sso'))),
      ).toEqual([]);
    }
  });

  test('somebody who takes the email of another at a later sign-in', async () => {
    await wholeWay();
    const { orm } = await store();
    const taken = `taken-${email}`;
    await addOperator(await signInService(), orm, {
      email: taken,
      name: 'Local',
      role: 'viewer',
      password: TEST_PASSWORD,
    });
    provider.person({ subject, claims: { email: taken, email_verified: true } });
    const back = await wholeWay();
    expect(back.location.searchParams.get('reason')).toBe('email-taken');
    expect(await operator()).toBeDefined();
  });
});

describe('a callback that was tampered with', () => {
  test.each([
    ['another state', (url: URL) => url.searchParams.set('state', 'x'.repeat(32)), 'start-again'],
    ['no state', (url: URL) => url.searchParams.delete('state'), 'start-again'],
    ['another code', (url: URL) => url.searchParams.set('code', 'x'.repeat(43)), 'not-verified'],
    ['no code', (url: URL) => url.searchParams.delete('code'), 'not-verified'],
    ['another issuer', (url: URL) => url.searchParams.set('iss', 'http://127.0.0.1:1'), 'not-verified'],
  ])('with %s lets nobody in', async (_what, tamper, reason) => {
    const browser = ssoBrowser();
    const arrival = await browser.atProvider(await browser.leave());
    tamper(arrival);
    const back = await browser.comeBack(arrival);
    expect(back.location.searchParams.get('reason')).toBe(reason);
    expect(await presentOf(browser)).toBeUndefined();
    expect(await operator()).toBeUndefined();
  });

  test('in another browser than the one that left lets nobody in', async () => {
    const one = ssoBrowser();
    const arrival = await one.atProvider(await one.leave());
    const other = ssoBrowser();
    expect((await other.comeBack(arrival)).location.searchParams.get('reason')).toBe('start-again');
    expect(await presentOf(other)).toBeUndefined();
    // The one that left still gets in.
    expect((await one.comeBack(arrival)).location.pathname).toBe('/');
  });

  test('that was used before lets nobody in again', async () => {
    const browser = ssoBrowser();
    const departure = await browser.leave();
    const cookies = browser.cookies();
    const arrival = await browser.atProvider(departure);
    expect((await browser.comeBack(arrival)).location.pathname).toBe('/');
    const thief = ssoBrowser();
    thief.setCookies(cookies);
    expect((await thief.comeBack(arrival)).location.searchParams.get('reason')).toBe('start-again');
    expect(await presentOf(thief)).toBeUndefined();
  });

  test('with the code of another departure is stopped by PKCE', async () => {
    const browser = ssoBrowser();
    const first = await browser.atProvider(await browser.leave());
    const second = await browser.atProvider(await browser.leave());
    expect(second.searchParams.get('code')).not.toBe(first.searchParams.get('code'));
    second.searchParams.set('code', first.searchParams.get('code') ?? '');
    const back = await browser.comeBack(second);
    expect(back.location.searchParams.get('reason')).toBe('not-verified');
    expect(provider.refusals().at(-1)).toMatch(/code_verifier does not match/);
    expect(await presentOf(browser)).toBeUndefined();
  });

  test('comes by GET only', async () => {
    const browser = ssoBrowser();
    const arrival = await browser.atProvider(await browser.leave());
    const { answerSignInRequest } = await import('./sign-in-requests');
    const answer = await answerSignInRequest(
      new Request(arrival, { method: 'POST', headers: { cookie: browser.cookies(), origin: ORIGIN } }),
    );
    expect(answer.status).toBe(404);
  });
});

test('the departure carries state, nonce and PKCE, and never another place to go', async () => {
  const browser = ssoBrowser();
  const departure = await browser.leave({ next: '//evil.example' });
  expect(departure.origin).toBe(provider.issuer);
  const query = Object.fromEntries(departure.searchParams);
  expect(query).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: `${ORIGIN}/api/auth/callback/sso`,
    scope: 'openid email profile',
  });
  for (const name of ['state', 'nonce', 'code_challenge']) expect(query[name]).toMatch(/^[\w-]{32,}$/);
  expect((await browser.comeBack(await browser.atProvider(departure))).location.href).toBe(`${ORIGIN}/`);
});

test('a departure leaves nothing behind once it is too old', async () => {
  await ssoBrowser().leave();
  const { orm } = await store();
  await orm.update(signInSteps).set({ expiresAt: new Date(0) });
  await ssoBrowser().leave();
  expect(await orm.select().from(signInSteps)).toHaveLength(1);
});

test('a provider that is away is said to be, keeps no password from working, and is found when it is back', async () => {
  await provider.stop();
  const browser = ssoBrowser();
  const sent = await browser.leave({ next: '/identities' });
  expect(Object.fromEntries(sent.searchParams)).toEqual({
    result: 'sso-failed',
    reason: 'unreachable',
    next: '/identities',
  });
  expect(await lastSignInEntry()).toMatchObject({
    audit_outcomes: { outcome: 'failed', detail: { reason: 'unreachable' } },
  });
  const { orm } = await store();
  const local = `local-${email}`;
  await addOperator(await signInService(), orm, {
    email: local,
    name: 'Local',
    role: 'viewer',
    password: TEST_PASSWORD,
  });
  actAsNobody();
  expect((await signInAs(local)).status).toBe(200);
  await provider.start();
  expect((await wholeWay(browser)).location.pathname).toBe('/');
});

test('a provider that goes away in the middle is said to be', async () => {
  const browser = ssoBrowser();
  const arrival = await browser.atProvider(await browser.leave());
  await provider.stop();
  const back = await browser.comeBack(arrival);
  expect(back.location.searchParams.get('result')).toBe('sso-failed');
  expect(await presentOf(browser)).toBeUndefined();
});
