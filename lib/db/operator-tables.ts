import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytesText, instant } from './columns';

/**
 * The people who use this dashboard and how they sign in. The members of the rows are named as the sign-in library
 * names them; the tables and columns as this program does.
 */

export const operators = pgTable(
  'operators',
  {
    id: bytesText('id').primaryKey(),
    name: text('name').notNull(),
    /** Lower case. */
    email: text('email').notNull().unique('operators_email_key'),
    emailVerified: boolean('email_verified').notNull().default(false),
    image: text('image'),
    role: text('role').notNull().default('viewer'),
    /** Since when this operator may not sign in. */
    disabledAt: instant('disabled_at'),
    /** Set for a password that someone else made: the first thing to do is choose another. */
    mustChangePassword: boolean('must_change_password').notNull().default(false),
    /** When a password that was printed at the first start stops working. */
    passwordExpires: instant('password_expires'),
    twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
    createdAt: instant('created').notNull(),
    updatedAt: instant('updated').notNull(),
  },
  (table) => [check('operators_role_check', sql`${table.role} in ('viewer', 'editor', 'admin')`)],
);

/** Ways in: a password (`credential`) or a subject of the single sign-on. Tokens of the provider are never kept. */
export const credentials = pgTable(
  'credentials',
  {
    id: bytesText('id').primaryKey(),
    userId: bytesText('operator_id')
      .notNull()
      .references(() => operators.id, { onDelete: 'cascade' }),
    providerId: text('provider').notNull(),
    /** The operator's id for a password; issuer and subject for single sign-on. */
    accountId: text('subject').notNull(),
    /** A salted scrypt hash. */
    password: text('password_hash'),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires'),
    refreshTokenExpiresAt: instant('refresh_token_expires'),
    scope: text('scope'),
    createdAt: instant('created').notNull(),
    updatedAt: instant('updated').notNull(),
  },
  (table) => [
    uniqueIndex('credentials_subject_key').on(table.providerId, table.accountId),
    index('credentials_operator_idx').on(table.userId),
    check(
      'credentials_no_tokens',
      sql`${table.accessToken} is null and ${table.refreshToken} is null and ${table.idToken} is null`,
    ),
  ],
);

/** Who is signed in where. The cookie holds the token; here is only its digest. */
export const signIns = pgTable(
  'sign_ins',
  {
    id: bytesText('id').primaryKey(),
    userId: bytesText('operator_id')
      .notNull()
      .references(() => operators.id, { onDelete: 'cascade' }),
    /** SHA-256 of the token, in hex. */
    token: bytesText('token_digest').notNull().unique('sign_ins_token_key'),
    /** The absolute end; the idle limit counts from `lastSeenAt`. */
    expiresAt: instant('expires').notNull(),
    lastSeenAt: instant('last_seen')
      .notNull()
      .default(sql`now()`),
    /** When the operator last gave a password or came from the single sign-on, for what needs it to be recent. */
    confirmedAt: instant('confirmed')
      .notNull()
      .default(sql`now()`),
    ipAddress: text('address'),
    userAgent: text('user_agent'),
    createdAt: instant('created').notNull(),
    updatedAt: instant('updated').notNull(),
  },
  (table) => [
    index('sign_ins_operator_idx').on(table.userId),
    index('sign_ins_expires_idx').on(table.expiresAt),
  ],
);

/** Short-lived secrets of a sign-in under way, by a digest of their name. */
export const signInSteps = pgTable(
  'sign_in_steps',
  {
    id: bytesText('id').primaryKey(),
    identifier: bytesText('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: instant('expires').notNull(),
    createdAt: instant('created').notNull(),
    updatedAt: instant('updated').notNull(),
  },
  (table) => [index('sign_in_steps_identifier_idx').on(table.identifier)],
);

/** Second factors: secret and recovery codes, both encrypted with `AUTH_SECRET`. */
export const secondFactors = pgTable(
  'second_factors',
  {
    id: bytesText('id').primaryKey(),
    userId: bytesText('operator_id')
      .notNull()
      .references(() => operators.id, { onDelete: 'cascade' }),
    secret: text('secret').notNull(),
    backupCodes: text('recovery_codes').notNull(),
    /** False until the operator has shown a code of it. */
    verified: boolean('verified').notNull().default(true),
    failedVerificationCount: integer('failures').notNull().default(0),
    lockedUntil: instant('locked_until'),
  },
  (table) => [uniqueIndex('second_factors_operator_key').on(table.userId)],
);

/** Attempts to sign in, for the limits on guessing. Forgotten after an hour. */
export const signInAttempts = pgTable(
  'sign_in_attempts',
  {
    id: bytesText('id').primaryKey(),
    /** What is counted: an account, an address or everything, as a digest. */
    bucket: bytesText('bucket').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [index('sign_in_attempts_bucket_idx').on(table.bucket, table.at)],
);

/** Links that let somebody in once: to become an operator, or to choose a new password. */
export const invitations = pgTable(
  'invitations',
  {
    id: bytesText('id').primaryKey(),
    /** SHA-256 of the token in the link, in hex. */
    tokenDigest: bytesText('token_digest').notNull().unique('invitations_token_key'),
    email: text('email').notNull(),
    role: text('role').notNull(),
    /** The operator whose password the link resets; null for one who is new. */
    operatorId: bytesText('operator_id').references(() => operators.id, { onDelete: 'cascade' }),
    invitedBy: bytesText('invited_by').notNull(),
    created: instant('created').notNull(),
    expires: instant('expires').notNull(),
    /** When the link was used or withdrawn. */
    closed: instant('closed'),
  },
  (table) => [check('invitations_role_check', sql`${table.role} in ('viewer', 'editor', 'admin')`)],
);
