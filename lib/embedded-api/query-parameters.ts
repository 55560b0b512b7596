import 'server-only';
import * as z from 'zod';
import { identitySortField, PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX, SEARCH_MIN } from '@/lib/identity/schema';
import { PERIOD_DEFAULT, periodOf, PERIODS } from '@/lib/reporting/period';
import { RANKED_BY } from '@/lib/reporting/ranking-schema';
import { characterCount, isWellFormedText } from '@/lib/identity/well-formed-text';
import { invalidFields } from './invalid-fields';
import { sentTags } from './tag-filter';

/**
 * The parameters of an address, each a schema from the text that is sent to the value that counts. They validate, and
 * the OpenAPI document is made from them: its schemas are those of the values, as OpenAPI means it.
 */

const LIMIT_RULE = `Send a whole number from 1 to ${PAGE_LIMIT_MAX}.`;
/** `10.0` is 10: early Python clients send floats (disagreement 6). */
const limit = z
  .string()
  .regex(/^\d{1,3}(?:\.0+)?$/, LIMIT_RULE)
  .transform(Number)
  .pipe(z.int().min(1, LIMIT_RULE).max(PAGE_LIMIT_MAX, LIMIT_RULE))
  .default(PAGE_LIMIT_DEFAULT)
  .meta({ description: 'Page size. `10.0` counts as 10.' });

const CURSOR_RULE = 'Send the _id of an identity, or leave it out.';
const cursor = z.string().min(1, CURSOR_RULE).refine(isWellFormedText, CURSOR_RULE);

const search = z
  .string()
  .transform((value) => value.trim())
  .pipe(
    z
      .string()
      .refine(isWellFormedText, 'A search cannot contain NUL.')
      .refine(
        (value) => value === '' || characterCount(value) >= SEARCH_MIN,
        `Enter at least ${SEARCH_MIN} characters.`,
      ),
  )
  .optional()
  .meta({
    description:
      'Case-insensitive, literal part of the display name, the email or the external id; spaces around it do not ' +
      `count. Empty is no filter; otherwise at least ${SEARCH_MIN} characters.`,
  });

/** `true` or `false`, nothing else: `0`, `no` and the empty text mean different things to different callers. */
const flag = z
  .stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive', error: 'Send true or false.' })
  .default(false);

const tag = z.string().refine(isWellFormedText, 'A tag cannot contain NUL or half of a surrogate pair.');

/** A list call's parameters. The tags of every encoding come together as `filter_by.tags` (see `tag-filter.ts`). */
export const listQuery = z.object({
  limit,
  starting_after: cursor.optional().meta({
    description: '`_id` of the last item of the page before. Not together with `ending_before`.',
  }),
  ending_before: cursor.optional().meta({
    description: '`_id` of the first item of the page after. Not together with `starting_after`.',
  }),
  search,
  'filter_by.tags': z.array(tag).meta({
    description:
      'Repeat the parameter; an identity with any of the tags matches. The bracket forms `filter_by[tags]`, ' +
      '`filter_by[tags][]` and `tags[]`, with or without an index, mean the same.',
  }),
  include_metrics: flag.meta({
    description:
      'Attach the usage of the last 30 days, today included, of the reporting time zone of this server.',
  }),
  include_budget: flag.meta({ description: 'Attach the budget, without its use.' }),
  sort_by: z.optional(identitySortField).meta({
    description: 'Newest first when unspecified; display name A to Z, unnamed last; or last changed first.',
  }),
});

/** A retrieve's parameters. */
export const retrieveQuery = listQuery.pick({ include_metrics: true, include_budget: true });

const days = z
  .enum(PERIODS.map(String), `Send ${PERIODS.join(', ')}, or leave it out.`)
  .transform((text) => periodOf(text))
  .optional()
  .meta({ description: `The last so many days, today included; ${PERIOD_DEFAULT} when absent.` });

const RANKED_CURSOR_RULE = 'Send an external ID, or leave it out.';
const rankedCursor = z.string().min(1, RANKED_CURSOR_RULE).refine(isWellFormedText, RANKED_CURSOR_RULE);

/** The parameters of a ranking's page. */
export const rankingQuery = listQuery.pick({ limit: true, search: true, 'filter_by.tags': true }).extend({
  rank_by: z.enum(RANKED_BY).meta({
    description:
      'Highest first. `change` is the cost in US dollars more or less than in the period before, without the sign.',
  }),
  days,
  starting_after: rankedCursor.optional().meta({
    description: '`external_id` of the last row of the page before. Not together with `ending_before`.',
  }),
  ending_before: rankedCursor.optional().meta({
    description: '`external_id` of the first row of the page after. Not together with `starting_after`.',
  }),
  include_metadata: flag.meta({ description: 'Attach the metadata of the identities.' }),
});

/** The parameters of an overview, and of one identity's standing. */
export const overviewQuery = rankingQuery.pick({ days: true });

/** Checks the parameters that a schema names; others are ignored. Throws `ApiProblem` with every rule broken. */
export function parseQuery<Schema extends z.ZodObject>(
  schema: Schema,
  query: URLSearchParams,
): z.output<Schema> {
  const sent = Object.keys(schema.shape).map((name) => [name, sentValue(query, name)]);
  const read = z.safeParse(schema, Object.fromEntries(sent), { error: choiceRule });
  if (read.success) return read.data;
  throw invalidFields('invalid_request', read.error);
}

/** Sent several times, the first value of a parameter counts; tags add up. */
function sentValue(query: URLSearchParams, name: string): string | string[] | undefined {
  return name === 'filter_by.tags' ? sentTags(query) : (query.get(name) ?? undefined);
}

const choiceRule: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'invalid_value' ? `Send one of ${issue.values.join(', ')}.` : undefined;
