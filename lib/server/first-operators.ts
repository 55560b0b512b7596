import 'server-only';
import { randomBytes } from 'node:crypto';
import { passwordFault } from '@/lib/auth/common-passwords';
import { addOperator, countOperators, operatorByEmail, setPassword } from '@/lib/auth/operators';
import { ROLES } from '@/lib/auth/permissions';
import { closeEntry, openEntry } from '@/lib/audit/audit-log';
import { keepSecret } from './secrets';
import { settings, SettingsError } from './settings';
import { ownOrigin } from './own-origin';
import { signInService } from './sign-in-service';
import { store } from './store';

const DEFAULT_EMAIL = 'admin@localhost.localdomain';
/** How long a password that was printed works, in milliseconds. */
const PRINTED_FOR_MS = 24 * 3_600_000;

/**
 * Lets the first operator in (security, section 2): while there is none, one is made of ADMIN_EMAIL and ADMIN_PASSWORD,
 * or with a random password that is printed once, works for 24 hours and must be changed at the first sign-in. There is
 * no default password in any mode. Throws `SettingsError`.
 */
export async function firstOperators(): Promise<void> {
  const { ADMIN_EMAIL, ADMIN_PASSWORD, DEMO_PASSWORD, PASSWORD_SIGN_IN } = settings();
  if (DEMO_PASSWORD !== undefined) await demoOperators(DEMO_PASSWORD);
  if (PASSWORD_SIGN_IN === 'off') return;
  const { orm } = await store();
  if ((await countOperators(orm)) > 0) return;

  const email = ADMIN_EMAIL ?? DEFAULT_EMAIL;
  if (ADMIN_PASSWORD !== undefined) {
    const fault = await passwordFault(ADMIN_PASSWORD, email);
    if (fault !== undefined) throw new SettingsError(`ADMIN_PASSWORD cannot be used. ${fault}`);
    await addFirst({ email, name: 'Admin', password: ADMIN_PASSWORD });
    return;
  }
  const password = randomBytes(18).toString('base64url');
  const added = await addFirst({
    email,
    name: 'Admin',
    password,
    mustChangePassword: true,
    passwordExpires: new Date(Date.now() + PRINTED_FOR_MS),
  });
  // Not through the log, which is collected and kept. Another instance may have been first; then this one is nobody's.
  if (added)
    process.stdout.write(
      `\nIdentity Desk has no operators yet. Sign in at ${ownOrigin()}/sign-in within 24 hours:\n\n` +
        `  Email     ${email}\n  Password  ${password}\n\n` +
        `This is shown once; you will be asked to choose a password of your own.\n\n`,
    );
}

async function addFirst(added: {
  email: string;
  name: string;
  password: string;
  mustChangePassword?: boolean;
  passwordExpires?: Date;
}): Promise<boolean> {
  const { orm } = await store();
  const entry = await openEntry(orm, { action: 'operator.first', typedEmail: added.email });
  const id = await addOperator(await signInService(), orm, { ...added, role: 'admin' });
  await closeEntry(orm, entry, {
    outcome: id === undefined ? 'failed' : 'done',
    ...(id && { targetId: id }),
  });
  return id !== undefined;
}

/** One operator for each role, for a demo on this machine alone. Their password is the demo's own. */
async function demoOperators(password: string): Promise<void> {
  keepSecret(password);
  const { orm } = await store();
  const auth = await signInService();
  for (const role of ROLES) {
    const email = `${role}@demo.example`;
    const name = { viewer: 'Vera Viewer', editor: 'Edgar Editor', admin: 'Ada Admin' }[role];
    const made = await addOperator(auth, orm, { email, name, role, password });
    const known = made === undefined ? await operatorByEmail(orm, email) : undefined;
    // A demo that was started before with another password: what was printed now must work.
    if (known !== undefined) await setPassword(auth, orm, known.id, password);
  }
}
