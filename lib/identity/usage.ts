import * as z from 'zod/mini';

/**
 * Use that a client reports for an identity, `POST /v2/identities/{id}/usage`. An extension of ours: orq.ai counts
 * the traffic of its own gateway, a self-hosted workspace has none and would show zeros for ever.
 */

/** Most requests of one report: with it a day's sum stays within what the store holds, by a factor of a billion. */
export const USAGE_REQUESTS_MAX = 1_000_000_000;
/** Most tokens of one report. */
export const USAGE_TOKENS_MAX = 1_000_000_000_000;
/** Highest cost of one report, in US dollars. */
export const USAGE_COST_MAX = 1_000_000;
/** Decimal places that a cost keeps. */
export const USAGE_COST_PLACES = 12;
/** How far a reported time may be ahead of the clock, in milliseconds: clocks differ. */
export const USAGE_TIME_AHEAD_MS = 5 * 60_000;
/** Longest `Idempotency-Key`, in characters. */
export const IDEMPOTENCY_KEY_MAX = 255;

const WHOLE = 'Must be a whole number, 0 or more.';
const count = (most: number) =>
  z.number().check(
    z.refine((value) => Number.isSafeInteger(value) && value >= 0, { error: WHOLE, abort: true }),
    z.refine((value) => value <= most, `Must be at most ${most}.`),
  );

const requests = count(USAGE_REQUESTS_MAX).check(
  z.meta({
    type: 'integer',
    minimum: 0,
    maximum: USAGE_REQUESTS_MAX,
    description: 'Requests made, failed ones too.',
  }),
);
const failedRequests = count(USAGE_REQUESTS_MAX).check(
  z.meta({
    type: 'integer',
    minimum: 0,
    maximum: USAGE_REQUESTS_MAX,
    description: 'How many of `requests` failed; 0 when absent.',
  }),
);
const tokens = count(USAGE_TOKENS_MAX).check(
  z.meta({
    type: 'integer',
    minimum: 0,
    maximum: USAGE_TOKENS_MAX,
    description: 'Tokens used; 0 when absent.',
  }),
);
const cost = z.number().check(
  z.refine((value) => value >= 0, { error: 'Must be 0 or more.', abort: true }),
  z.refine((value) => value <= USAGE_COST_MAX, `Must be at most ${USAGE_COST_MAX}.`),
  z.meta({
    minimum: 0,
    maximum: USAGE_COST_MAX,
    description: `US dollars, kept to ${USAGE_COST_PLACES} decimal places; 0 when absent.`,
  }),
);

const TIME_RULE = 'Must be a time with its offset from 1970 on, such as 2026-11-20T12:00:00Z.';
const time = z.iso.datetime({ offset: true, error: TIME_RULE }).check(
  z.refine((text) => Date.parse(text) >= 0, TIME_RULE),
  z.meta({
    description: 'When it happened, to the quarter of an hour. Now when absent; at most five minutes ahead.',
  }),
);

/** A report. `null` means the same as absent, as in every other body of this API. */
export const recordUsageBody = z
  .object({
    requests,
    failed_requests: z.nullish(failedRequests),
    tokens: z.nullish(tokens),
    cost: z.nullish(cost),
    time: z.nullish(time),
  })
  .check(
    z.refine(({ requests, failed_requests }) => (failed_requests ?? 0) <= requests, {
      error: 'Cannot be more than requests.',
      path: ['failed_requests'],
    }),
    z.meta({ id: 'RecordUsageRequest' }),
  );
export type RecordUsageBody = z.infer<typeof recordUsageBody>;

/** What was recorded, with the day (UTC) that it counts for. Answered again, letter by letter, to a repeated key. */
export const recordedUsage = z
  .object({
    object: z.literal('identity_usage'),
    identity_id: z.string(),
    external_id: z.string(),
    day: z.string().check(z.meta({ description: 'YYYY-MM-DD, UTC.' })),
    requests: z.number(),
    failed_requests: z.number(),
    tokens: z.number(),
    cost: z.number().check(z.meta({ description: 'US dollars.' })),
  })
  .check(z.meta({ id: 'RecordedUsage' }));
export type RecordedUsage = z.infer<typeof recordedUsage>;

/** The `Idempotency-Key` header: any visible ASCII, a UUID for instance. */
export const idempotencyKey = z
  .string()
  .check(
    z.regex(
      new RegExp(`^[\\x21-\\x7e]{1,${IDEMPOTENCY_KEY_MAX}}$`),
      `Send 1 to ${IDEMPOTENCY_KEY_MAX} visible ASCII characters without spaces, such as a UUID.`,
    ),
  );
