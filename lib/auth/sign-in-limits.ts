import 'server-only';
import { createHash } from 'node:crypto';
import { and, desc, eq, gt, like, lt, sql } from 'drizzle-orm';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { ulid } from 'ulid';
import * as z from 'zod';
import type { Orm } from '@/lib/db/database';
import { signInAttempts } from '@/lib/db/operator-tables';
import { TRUSTED_ADDRESS_HEADER } from './client-address';

/**
 * Limits on guessing passwords (security, section 2). They live in the library's `before` hook, the one place that both
 * roads to it pass: its own limits do not see calls from within. Kept in the store, so that several instances share
 * them and a restart forgets nothing.
 *
 * Addresses count only where they can be trusted; an account's limit holds in any case, for accounts that do not exist
 * too. Running sign-ins are not touched.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Limit = { within: number; most: number };
const LIMITS = {
  account: [
    { within: MINUTE, most: 5 },
    { within: HOUR, most: 20 },
  ],
  address: [{ within: MINUTE, most: 30 }],
  /** Wide: it must never be reached by operators, as reaching it keeps all of them out. */
  everything: [{ within: MINUTE, most: 600 }],
  /** One link that lets somebody in once: opening it, and sending a password that breaks a rule, count. */
  link: [
    { within: MINUTE, most: 20 },
    { within: HOUR, most: 100 },
  ],
  /** All links together. Apart from `everything`, so that guessing links keeps nobody from signing in. */
  links: [{ within: MINUTE, most: 300 }],
  /** All departures to the single sign-on: each leaves a row behind for ten minutes. */
  starts: [{ within: MINUTE, most: 300 }],
} as const satisfies Record<string, readonly Limit[]>;

/** What is known of the caller's address: undefined where it cannot be trusted. */
export type LimitedAddress = string | undefined;

/**
 * Counts an attempt on an account before it is tried, so that many at once cannot slip through together.
 *
 * @returns whole seconds to wait when this is one attempt too many; it must then not be tried
 */
export async function countAttempt(
  orm: Orm,
  email: string,
  address: LimitedAddress,
): Promise<{ retryAfter: number } | undefined> {
  return countIn(orm, [
    ['account', accountBucket(email)],
    ...addressBucket(address),
    ['everything', digest('everything')],
  ]);
}

/** The same for a link that lets somebody in once; its token cannot be guessed, but trying costs the store a read. */
export async function countLinkAttempt(
  orm: Orm,
  token: string,
  address: LimitedAddress,
): Promise<{ retryAfter: number } | undefined> {
  return countIn(orm, [
    ['link', digest(`link ${token}`)],
    ...addressBucket(address),
    ['links', digest('links')],
  ]);
}

/** The same for leaving for the single sign-on. */
export async function countStart(
  orm: Orm,
  address: LimitedAddress,
): Promise<{ retryAfter: number } | undefined> {
  return countIn(orm, [...addressBucket(address), ['starts', digest('starts')]]);
}

type Bucket = [keyof typeof LIMITS, string];

function addressBucket(address: LimitedAddress): Bucket[] {
  return address === undefined ? [] : [['address', digest(`address ${address}`)]];
}

async function countIn(orm: Orm, buckets: readonly Bucket[]): Promise<{ retryAfter: number } | undefined> {
  const id = ulid();
  const at = new Date();
  await orm.delete(signInAttempts).where(lt(signInAttempts.at, new Date(at.getTime() - HOUR)));
  await orm
    .insert(signInAttempts)
    .values(buckets.map(([kind, bucket]) => ({ id: `${id} ${kind}`, bucket, at })));
  for (const [kind, bucket] of buckets)
    for (const limit of LIMITS[kind]) {
      const retryAfter = await waitFor(orm, bucket, at, limit);
      if (retryAfter === undefined) continue;
      // Only what is tried counts: whoever waits as told gets in.
      await forget(orm, id);
      return { retryAfter };
    }
  return undefined;
}

/** Takes back the latest attempt on an account: it was right. */
export async function forgetAttempt(orm: Orm, email: string): Promise<void> {
  const [latest] = await orm
    .select({ id: signInAttempts.id })
    .from(signInAttempts)
    .where(eq(signInAttempts.bucket, accountBucket(email)))
    .orderBy(desc(signInAttempts.id))
    .limit(1);
  if (latest !== undefined) await forget(orm, latest.id.split(' ')[0] ?? latest.id);
}

async function forget(orm: Orm, id: string): Promise<void> {
  await orm.delete(signInAttempts).where(like(signInAttempts.id, `${id} %`));
}

async function waitFor(
  orm: Orm,
  bucket: string,
  at: Date,
  { within, most }: Limit,
): Promise<number | undefined> {
  const since = new Date(at.getTime() - within);
  const [counted] = await orm
    .select({ count: sql<number>`count(*)::int`, oldest: sql<string | null>`min(${signInAttempts.at})` })
    .from(signInAttempts)
    .where(and(eq(signInAttempts.bucket, bucket), gt(signInAttempts.at, since)));
  if (counted === undefined || counted.count <= most) return undefined;
  const oldest = counted.oldest === null ? at : new Date(counted.oldest);
  return Math.max(1, Math.ceil((oldest.getTime() + within - at.getTime()) / 1000));
}

/** Accounts and addresses are counted without being kept. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function accountBucket(email: string): string {
  return digest(`account ${email.trim().toLowerCase()}`);
}

const signInBody = z.object({ email: z.string() });
const PASSWORD_PATH = '/sign-in/email';

/** The library's `before` hook. */
export function limitGuessing(orm: Orm) {
  return createAuthMiddleware(async ({ path, body, headers }) => {
    if (path !== PASSWORD_PATH) return;
    const parsed = signInBody.safeParse(body);
    const limited = await countAttempt(
      orm,
      parsed.success ? parsed.data.email : '',
      headers?.get(TRUSTED_ADDRESS_HEADER) ?? undefined,
    );
    if (limited !== undefined)
      throw new APIError(
        'TOO_MANY_REQUESTS',
        { code: 'TOO_MANY_ATTEMPTS', message: 'Too many attempts.' },
        { 'Retry-After': String(limited.retryAfter) },
      );
  });
}

/** The library's `after` hook: a right password is no guess. */
export function forgetGoodGuess(orm: Orm) {
  return createAuthMiddleware(async ({ path, body, context }) => {
    const parsed = signInBody.safeParse(body);
    if (path !== PASSWORD_PATH || !parsed.success || context.returned instanceof APIError) return;
    await forgetAttempt(orm, parsed.data.email);
  });
}
