import 'server-only';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';
import { addOperator } from '@/lib/auth/operators';
import type { Role } from '@/lib/auth/permissions';
import { signInService } from '../sign-in-service';
import { answerSignInRequest } from '../sign-in-requests';
import { store } from '../store';
import { presentHeaders } from './next-headers';

const ORIGIN = 'http://127.0.0.1:3000';
export const TEST_PASSWORD = 'a password for tests';

/** Gives the test file a store of its own in a folder that is removed afterwards, and settings that name it. */
export function withOwnStore(settings: Record<string, string> = {}): void {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'identity-desk-'));
    const environment = { DATA_DIR: dataDir, ORQ_API_KEY: '', DATABASE_URL: '', APP_URL: '', ...settings };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    await store();
  }, 60_000);
  afterAll(async () => {
    await (await store()).close();
    await rm(dataDir, { recursive: true, force: true });
    vi.unstubAllEnvs();
  });
}

/** From here on requests come from nobody. */
export function actAsNobody(): void {
  presentHeaders(new Headers({ origin: ORIGIN }));
}

/** From here on requests carry this cookie. */
export function actWith(cookie: string): void {
  presentHeaders(new Headers({ cookie, origin: ORIGIN }));
}

/**
 * From here on requests come from an operator with this role, who is made and signs in as people do. Needs
 * `vi.mock('next/headers', () => import('./testing/next-headers'))` in the test file.
 */
export async function actAs(role: Role): Promise<{ id: string; email: string; cookie: string }> {
  const email = `${role}-${crypto.randomUUID()}@desk.example`;
  const id = await addOperator(await signInService(), (await store()).orm, {
    email,
    name: `The ${role}`,
    role,
    password: TEST_PASSWORD,
  });
  if (id === undefined) throw new Error(`${email} is taken`);
  actAsNobody();
  const cookie = await cookieOf(await signInAs(email));
  actWith(cookie);
  return { id, email, cookie };
}

/** What signing in answers. */
export async function signInAs(email: string, password: string = TEST_PASSWORD): Promise<Response> {
  return answerSignInRequest(
    new Request(`${ORIGIN}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: ORIGIN },
      body: JSON.stringify({ email, password }),
    }),
  );
}

/** The sign-in cookie of an answer, as `name=value`. */
export function cookieOf(answer: Response): string {
  const [cookie] = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  if (cookie === undefined) throw new Error(`the answer ${answer.status} carries no cookie`);
  return cookie;
}
