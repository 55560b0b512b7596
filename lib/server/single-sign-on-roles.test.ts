import { and, desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { makeLink } from '@/lib/auth/invitations';
import { listOperators } from '@/lib/auth/operators';
import { auditEntries } from '@/lib/db/audit-tables';
import { authorize } from './authorize';
import { inviteOperator } from './invitations';
import { acceptLink, readLink } from './join';
import { changeRole } from './operator-changes';
import { answerSignInRequest } from './sign-in-requests';
import { store } from './store';
import { cheatingProvider } from './testing/cheating-provider';
import { presentHeaders } from './testing/next-headers';
import { withOwnStore } from './testing/own-store';
import { ssoBrowser } from './testing/sso-browser';

vi.mock('next/headers', () => import('./testing/next-headers'));

const ORIGIN = 'http://127.0.0.1:3000';
let provider: Awaited<ReturnType<typeof cheatingProvider>>;
beforeAll(async () => {
  provider = await cheatingProvider();
  const settings = {
    ...provider.settings,
    OIDC_ROLE_CLAIM: 'realm_access.roles',
    OIDC_ROLE_MAP: 'desk-admins=admin, support=editor, staff=viewer',
    PASSWORD_SIGN_IN: 'off',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});
withOwnStore();
afterAll(() => provider.close());

let counter = 0;
let subject: string;
beforeEach(() => void (subject = `subject-${(counter += 1)}`));

async function comeWith(roles: unknown) {
  provider.person(subject, { claims: { realm_access: { roles } } });
  const browser = ssoBrowser();
  const back = await browser.comeBack(provider.arrival(await browser.leave()));
  return { back, browser };
}
const stored = async () =>
  (await listOperators((await store()).orm)).find(({ email }) => email === `${subject}@desk.example`);

test('the claim decides at each sign-in, for what was signed in before as well', async () => {
  const { browser } = await comeWith(['staff', 'support']);
  expect((await stored())?.role).toBe('editor');
  await comeWith(['desk-admins']);
  expect((await stored())?.role).toBe('admin');
  presentHeaders(new Headers({ cookie: browser.cookies(), origin: ORIGIN }));
  expect(await authorize('operator.manage')).toMatchObject({ ok: true });
  await comeWith('staff');
  expect((await stored())?.role).toBe('viewer');
  presentHeaders(new Headers({ cookie: browser.cookies(), origin: ORIGIN }));
  expect(await authorize('identity.write')).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  const { orm } = await store();
  const [entry] = await orm
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.action, 'operator.role-changed'),
        eq(auditEntries.targetId, (await stored())?.id ?? ''),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(1);
  expect(entry?.changes).toEqual({ role: { from: 'admin', to: 'viewer' } });
});

test.each([[['other']], [[]], [undefined]])('nobody gets in with the groups %j', async (roles) => {
  const { back, browser } = await comeWith(roles);
  expect(back.location.searchParams.get('reason')).toBe('no-role');
  expect(await stored()).toBeUndefined();
  presentHeaders(new Headers({ cookie: browser.cookies(), origin: ORIGIN }));
  expect(await authorize('account')).toMatchObject({ ok: false, error: { kind: 'signed-out' } });
});

test('who has lost every group does not get in again', async () => {
  await comeWith(['staff']);
  const { back } = await comeWith(['other']);
  expect(back.location.searchParams.get('reason')).toBe('no-role');
});

test.each(['/sign-in/email', '/two-factor/verify-totp', '/two-factor/verify-backup-code'])(
  'PASSWORD_SIGN_IN=off closes %s',
  async (path) => {
    presentHeaders(new Headers({ origin: ORIGIN }));
    const answer = await answerSignInRequest(
      new Request(`${ORIGIN}/api/auth${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: ORIGIN },
        body: JSON.stringify({ email: 'a@desk.example', password: 'a long enough password' }),
      }),
    );
    expect(answer.status).toBe(404);
  },
);

test('a role that the claim decides is not changed by hand', async () => {
  await comeWith(['staff']);
  const target = await stored();
  subject = `${subject}-admin`;
  const { browser } = await comeWith(['desk-admins']);
  presentHeaders(new Headers({ cookie: browser.cookies(), origin: ORIGIN }));
  expect(await changeRole(target?.id ?? '', 'editor')).toMatchObject({
    ok: false,
    error: { kind: 'forbidden', message: expect.stringContaining('single sign-on') },
  });
});

test('nobody is invited, and no link works, where nobody signs in by password', async () => {
  const { browser } = await comeWith(['desk-admins']);
  presentHeaders(new Headers({ cookie: browser.cookies(), origin: ORIGIN }));
  expect(await inviteOperator('new@desk.example', 'viewer')).toMatchObject({
    ok: false,
    error: { kind: 'forbidden', message: expect.stringContaining('single sign-on') },
  });
  const { token } = await makeLink((await store()).orm, {
    email: 'new@desk.example',
    role: 'viewer',
    invitedBy: (await stored())?.id ?? '',
  });
  for (const attempt of [
    readLink(token),
    acceptLink(token, { name: 'N', password: 'a long enough password' }),
  ])
    expect(await attempt).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
});
