import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { addOperator, countOperators, listOperators } from '@/lib/auth/operators';
import { PROVIDER_LIMIT_MS } from '@/lib/auth/oidc-discovery';
import { signInService } from './sign-in-service';
import { store } from './store';
import { cheatingProvider, type Cheat } from './testing/cheating-provider';
import { actAsNobody, signInAs, TEST_PASSWORD, withOwnStore } from './testing/own-store';
import { ssoBrowser } from './testing/sso-browser';

vi.mock('next/headers', () => import('./testing/next-headers'));

let provider: Awaited<ReturnType<typeof cheatingProvider>>;
beforeAll(async () => {
  provider = await cheatingProvider();
  for (const [name, value] of Object.entries(provider.settings)) vi.stubEnv(name, value);
});
withOwnStore();
afterAll(() => provider.close());

let counter = 0;
let subject: string;
beforeEach(() => {
  subject = `subject-${(counter += 1)}`;
  provider.person(subject);
});

async function wholeWay(cheat: Cheat) {
  provider.person(subject, cheat);
  const browser = ssoBrowser();
  const departure = await browser.leave();
  return browser.comeBack(provider.arrival(departure));
}
const operators = async () => countOperators((await store()).orm);

test('an honest answer lets somebody in, so that what follows is refused for the lie alone', async () => {
  expect((await wholeWay({})).location.pathname).toBe('/');
  expect(await wholeWay({ claims: { aud: ['identity-desk', 'other'], azp: 'identity-desk' } })).toMatchObject(
    { status: 303 },
  );
});

describe('an ID token lets nobody in', () => {
  const past = Math.floor(Date.now() / 1000) - 3600;
  test.each<[string, Cheat]>([
    ['of another issuer', { claims: { iss: 'http://127.0.0.1:1' } }],
    ['without an issuer', { claims: { iss: undefined } }],
    ['for another client', { claims: { aud: 'another' } }],
    ['for no client', { claims: { aud: undefined } }],
    ['for several clients, without saying which', { claims: { aud: ['identity-desk', 'another'] } }],
    [
      'for several clients, made for another',
      { claims: { aud: ['identity-desk', 'another'], azp: 'another' } },
    ],
    ['of another sign-in', { claims: { nonce: 'x'.repeat(32) } }],
    ['of no sign-in', { claims: { nonce: undefined } }],
    ['that has run out', { claims: { exp: past } }],
    ['that never runs out', { claims: { exp: undefined } }],
    ['about nobody', { claims: { sub: undefined } }],
    ['about an empty subject', { claims: { sub: '' } }],
    ['about a subject that is no text', { claims: { sub: 12 } }],
    ['signed by another key', { signed: 'by-another' }],
    ['signed with the secret of the client', { signed: 'with-secret' }],
    ['that nobody signed', { signed: 'not-at-all' }],
  ])('%s', async (_what, cheat) => {
    const before = await operators();
    const back = await wholeWay(cheat);
    expect(back.location.searchParams.get('reason')).toBe('not-verified');
    expect(back.cookies.filter((cookie) => /^(__Host-desk|desk-3000)=/.test(cookie))).toEqual([]);
    expect(await operators()).toBe(before);
  });
});

test('no ID token at all lets nobody in, whatever the userinfo says', async () => {
  const back = await wholeWay({ noIdToken: true, userinfo: { email: 'a@desk.example', sub: subject } });
  expect(back.location.searchParams.get('reason')).toBe('not-verified');
});

test('userinfo about somebody else lets nobody in', async () => {
  const back = await wholeWay({ userinfo: { sub: 'somebody-else' } });
  expect(back.location.searchParams.get('reason')).toBe('not-verified');
});

test('userinfo does not replace what the ID token says', async () => {
  await wholeWay({ userinfo: { email: 'other@desk.example', name: 'From userinfo' } });
  const made = (await listOperators((await store()).orm)).find(
    ({ email }) => email === `${subject}@desk.example`,
  );
  expect(made?.name).toBe('From userinfo');
});

describe('a discovery document is not used', () => {
  test.each<[string, Cheat]>([
    ['of another issuer', { document: { issuer: 'https://accounts.example.com' } }],
    ['without an issuer', { document: { issuer: undefined } }],
    ['without keys', { document: { jwks_uri: undefined } }],
    ['that leads to a script', { document: { authorization_endpoint: 'javascript:alert(1)' } }],
    [
      'that is elsewhere',
      { answerDocument: (response) => response.writeHead(302, { Location: '/keys' }).end() },
    ],
    ['that is no JSON', { answerDocument: (response) => response.writeHead(200).end('<html>') }],
    ['that does not end', { answerDocument: (response) => response.writeHead(200).end('x'.repeat(300_000)) }],
    ['that failed', { answerDocument: (response) => response.writeHead(500).end() }],
  ])('%s', async (_what, cheat) => {
    provider.person(subject, cheat);
    const sent = await ssoBrowser().leave();
    expect(Object.fromEntries(sent.searchParams)).toMatchObject({
      result: 'sso-failed',
      reason: 'unreachable',
    });
  });
});

test('a discovery document is not used whose issuer differs by a slash', async () => {
  provider.person(subject, { document: { issuer: `${provider.issuer}/` } });
  expect((await ssoBrowser().leave()).searchParams.get('reason')).toBe('unreachable');
});

test('a provider that does not answer is waited for no longer than said, and holds up nobody else', async () => {
  const { orm } = await store();
  const email = `${subject}@local.example`;
  await addOperator(await signInService(), orm, {
    email,
    name: 'Local',
    role: 'viewer',
    password: TEST_PASSWORD,
  });
  const hanging: { end: () => void }[] = [];
  provider.person(subject, {
    answerDocument: (response) => void hanging.push({ end: () => response.end() }),
  });
  const began = Date.now();
  const leaving = ssoBrowser().leave();
  actAsNobody();
  expect((await signInAs(email)).status).toBe(200);
  const answered = Date.now() - began;
  expect((await leaving).searchParams.get('reason')).toBe('unreachable');
  expect(answered).toBeLessThan(PROVIDER_LIMIT_MS);
  expect(Date.now() - began).toBeLessThan(PROVIDER_LIMIT_MS * 2);
  for (const one of hanging) one.end();
}, 20_000);
