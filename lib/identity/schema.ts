import * as z from 'zod/mini';
import type { Budget } from '@/lib/budget/schema';
import { isJsonObject, type JsonObject } from './json-object';
import { characterCount, isWellFormedText } from './well-formed-text';

/**
 * The identity, once: field rules, the body of each call and each answer. The wire, the forms and the embedded
 * API are all made from these schemas, and every type is inferred from them. `zod/mini`, because the forms ship them (10 KB less). Facts: the wire contract
 * ("The identity", "Create", "Update", "Errors", "Disagreements").
 */

/** Longest external id that can be created, in characters. Longer ones exist: the gateway creates up to 255. */
export const EXTERNAL_ID_MAX = 120;
/** Largest page of a list, for the client and the embedded API alike (disagreement 6). */
export const PAGE_LIMIT_MAX = 50;
/** Page size of a list call without `limit`. */
export const PAGE_LIMIT_DEFAULT = 10;
/** Fewest characters of a search; one alone is refused (disagreement 8). */
export const SEARCH_MIN = 2;

const BROKEN_TEXT =
  'Contains a character that cannot be stored (NUL or half of a surrogate pair). Remove it.';
const text = z.string().check(z.refine(isWellFormedText, BROKEN_TEXT));

/* Fields, as requests may carry them. */

export const externalId = text.check(
  z.refine((value) => value !== '', 'Enter an external ID.'),
  z.refine((value) => characterCount(value) <= EXTERNAL_ID_MAX, `Use at most ${EXTERNAL_ID_MAX} characters.`),
  z.meta({
    id: 'ExternalId',
    description: "The caller's own stable key, unique in the workspace. Immutable.",
    minLength: 1,
    maxLength: EXTERNAL_ID_MAX,
  }),
);

export const displayName = text.check(
  z.meta({ description: 'What people call this identity. No length rule.' }),
);

export const email = z
  .email('Enter a full email address, such as ada@example.com.')
  .check(z.refine(isWellFormedText, BROKEN_TEXT), z.meta({ description: 'A valid email address.' }));

const URL_RULE = 'Enter a full address that starts with http:// or https://.';
export const avatarUrl = z.url({ protocol: /^https?$/, error: URL_RULE }).check(
  // No flag: the OpenAPI document is written from this pattern, and JSON Schema patterns have no flags.
  z.regex(/^[hH][tT]{2}[pP][sS]?:\/\/[^/?#\s]/, URL_RULE),
  z.refine(isWellFormedText, BROKEN_TEXT),
  z.meta({ description: 'Absolute http or https address of a picture.', format: 'uri' }),
);

export const tags = z.array(text).check(z.meta({ id: 'Tags', description: 'Order is kept.' }));

/** Any JSON object. The very object passes through, so that no member (`__proto__`, say) is lost by a copy. */
export const metadata = z.custom<JsonObject>(isJsonObject, 'Metadata must be a JSON object.').check(
  z.meta({
    id: 'Metadata',
    description: 'Any JSON object; replaced as a whole.',
    type: 'object',
    additionalProperties: true,
  }),
);

/* Requests, as the API accepts them: strict about values, blind to unknown members. */

const emptyOrEmail = z.union([z.literal(''), email]);
const emptyOrUrl = z.union([z.literal(''), avatarUrl]);

/** `null` means the same as absent (disagreement 5); an empty email or avatar URL is unset. */
export const createIdentityBody = z
  .object({
    external_id: externalId,
    display_name: z.nullish(displayName),
    email: z.nullish(emptyOrEmail),
    avatar_url: z.nullish(emptyOrUrl),
    tags: z.nullish(tags),
    metadata: z.nullish(metadata),
  })
  .check(z.meta({ id: 'CreateIdentityRequest' }));
export type CreateIdentityBody = z.infer<typeof createIdentityBody>;

/** Absent keeps; `null` clears a text field, `''` clears email and avatar too, `[]` clears tags (5, 13, 18). */
export const updateIdentityBody = z
  .object({
    display_name: z.nullish(displayName),
    email: z.nullish(emptyOrEmail),
    avatar_url: z.nullish(emptyOrUrl),
    tags: z.optional(tags),
    metadata: z.optional(metadata),
  })
  .check(z.meta({ id: 'UpdateIdentityRequest' }));
export type UpdateIdentityBody = z.infer<typeof updateIdentityBody>;

/* Answers, as they may arrive: lenient, unknown members pass unread, null and '' and absent are all "unset". */

const unset = <T>(value: T | null | undefined): Exclude<T, ''> | undefined =>
  value === null || value === undefined || value === '' ? undefined : (value as Exclude<T, ''>);
const optionalText = z.pipe(z.nullish(z.string()), z.transform(unset));

/** Usage of the last 30 days. Costs are US dollars; `error_rate` is a fraction, shown as received even outside 0 to 1. */
export const identityMetrics = z
  .object({
    total_requests: z.number(),
    total_tokens: z.number(),
    total_cost: z.number().check(z.meta({ description: 'US dollars.' })),
    error_rate: z.number().check(z.meta({ description: 'Failed requests as a fraction, 0 to 1.' })),
  })
  .check(z.meta({ id: 'IdentityMetrics' }));
export type IdentityMetrics = z.infer<typeof identityMetrics>;

/** One identity as any generation of the API answers it. No rule of a request is applied: what is stored is shown. */
export const identity = z.object({
  _id: z.string().check(z.minLength(1)),
  external_id: z.string(),
  workspace_id: optionalText,
  display_name: optionalText,
  email: optionalText,
  avatar_url: optionalText,
  tags: z.pipe(
    z.nullish(z.array(z.string())),
    z.transform((value) => value ?? []),
  ),
  metadata: z.pipe(
    z.nullish(z.custom<JsonObject>(isJsonObject)),
    z.transform((value) => value ?? {}),
  ),
  created: optionalText,
  updated: optionalText,
  // Figures that cannot be read are figures that were not reported; they never blank the profile beside them.
  metrics: z.pipe(z.catch(z.nullish(identityMetrics), undefined), z.transform(unset)),
});
/** With its budget where that was asked for: what is set, never what is used. The client reads it (`answer.ts`), forms do not. */
export type Identity = z.output<typeof identity> & { budget?: Budget | undefined };

/** The identity bare (G0, G1) or wrapped (G2): disagreement 1. */
export const unwrappedIdentity = z.pipe(
  z.unknown(),
  z.transform((body) => (isJsonObject(body) && isJsonObject(body.identity) ? body.identity : body)),
);
export const identityAnswer = z.pipe(unwrappedIdentity, identity);

/** A page of a list. `has_more` speaks about the direction that was asked for. One old example lacks `object`. */
export const identityListAnswer = z.object({ data: z.array(identity), has_more: z.boolean() });

/** Order of a list on the wire. */
export const identitySortField = z
  .enum([
    'IDENTITY_SORT_FIELD_UNSPECIFIED',
    'IDENTITY_SORT_FIELD_DISPLAY_NAME',
    'IDENTITY_SORT_FIELD_UPDATED',
  ])
  .check(z.meta({ id: 'IdentitySortField' }));
export type IdentitySortField = z.infer<typeof identitySortField>;

/** What the list call of the client takes; the client writes it in the current encoding. */
export type ListIdentitiesParameters = {
  /** 1 to 50; always sent. */
  limit: number;
  starting_after?: string;
  ending_before?: string;
  search?: string;
  tags?: readonly string[];
  include_metrics?: boolean;
  /** Attaches what is set of each budget, not what is used. */
  include_budget?: boolean;
  sort_by?: IdentitySortField;
};

/* Errors. */

/** The flat error body of the embedded API: `error` and `message` for each generation of typed readers, plus `code`. */
export const errorBody = z
  .object({
    error: z.string(),
    message: z.string(),
    code: z.string(),
    doc_url: z.optional(z.string()),
    details: z.optional(z.record(z.string(), z.unknown())),
  })
  .check(z.meta({ id: 'Error' }));
export type ErrorBody = z.infer<typeof errorBody>;
