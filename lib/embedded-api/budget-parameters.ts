import 'server-only';
import * as z from 'zod';
import {
  BUDGET_PAGE_DEFAULT,
  BUDGET_PAGE_MAX,
  budgetPeriod,
  budgetSortField,
  type BudgetSortField,
} from '@/lib/budget/schema';
import { isWellFormedText } from '@/lib/identity/well-formed-text';
import { invalidFields } from './invalid-fields';
import { oneCursor, type Cursor } from './list-parameters';

/** The parameters of a list of budgets: they validate, and the OpenAPI document is made from them. */

const LIMIT_RULE = `Send a whole number from 1 to ${BUDGET_PAGE_MAX}.`;
const CURSOR_RULE = 'Send the id of a budget, or leave it out.';
const cursor = z.string().min(1, CURSOR_RULE).refine(isWellFormedText, CURSOR_RULE);
const storable = z.string().refine(isWellFormedText, 'Cannot contain NUL or half of a surrogate pair.');

const KINDS = ['UNSPECIFIED', 'WORKSPACE', 'PROJECT', 'IDENTITY', 'API_KEY', 'PROVIDER', 'MODEL'] as const;
const scopeKind = z
  .enum(KINDS.map((kind) => `BUDGET_SCOPE_KIND_${kind}` as const))
  .meta({ id: 'BudgetScopeKind' });
const anyPeriod = z.enum(['BUDGET_PERIOD_UNSPECIFIED', ...budgetPeriod.options]);

export const budgetListQuery = z.object({
  limit: z
    .string()
    .regex(/^\d{1,3}(?:\.0+)?$/, LIMIT_RULE)
    .transform(Number)
    .pipe(z.int().min(1, LIMIT_RULE).max(BUDGET_PAGE_MAX, LIMIT_RULE))
    .default(BUDGET_PAGE_DEFAULT)
    .meta({ description: 'Page size.' }),
  starting_after: cursor.optional().meta({
    description: 'Id of the last budget of the page before. Not together with `ending_before`.',
  }),
  ending_before: cursor.optional().meta({
    description: 'Id of the first budget of the page after. Not together with `starting_after`.',
  }),
  scope_kind: z.array(scopeKind).meta({
    description: 'Repeat the parameter. There are budgets of identities only; other kinds find nothing.',
  }),
  scope_target_id: z.array(storable).max(BUDGET_PAGE_MAX, `Send at most ${BUDGET_PAGE_MAX} of them.`).meta({
    description:
      'External id of the identity. Repeating it finds the budgets of several: an extension of ours.',
  }),
  is_active: z
    .stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive', error: 'Send true or false.' })
    .optional()
    .meta({ description: 'Only active ones, or only paused ones.' }),
  period: z.array(anyPeriod).meta({ description: 'Repeat the parameter; any of them.' }),
  query: storable.optional().meta({
    description: 'Part of the name, email or external id of the identity, or the id of the budget.',
  }),
  sort_by: z.optional(budgetSortField).meta({
    description:
      'Last changed first when unspecified; soonest expiry first, without one last; or newest first.',
  }),
});

/** Parameters that may be repeated. */
export const REPEATED_BUDGET_PARAMETERS = ['scope_kind', 'scope_target_id', 'period'] as const;

/** A list call, checked. */
export type BudgetListParameters = {
  limit: number;
  cursor: Cursor | undefined;
  order: Exclude<BudgetSortField, 'BUDGET_SORT_FIELD_UNSPECIFIED'>;
  /** False: only kinds that are not here were asked for. */
  identities: boolean;
  /** Any of these external ids; none is no filter. */
  targets: string[];
  isActive: boolean | undefined;
  periods: string[];
  query: string | undefined;
};

/** Checks the parameters; unknown ones are ignored. Throws `ApiProblem`. */
export function parseBudgetList(query: URLSearchParams): BudgetListParameters {
  const sent = Object.keys(budgetListQuery.shape).map((name) => [
    name,
    REPEATED_BUDGET_PARAMETERS.some((repeated) => repeated === name)
      ? query.getAll(name)
      : (query.get(name) ?? undefined),
  ]);
  const read = z.safeParse(budgetListQuery, Object.fromEntries(sent), { error: choiceRule });
  if (!read.success) throw invalidFields('invalid_request', read.error);
  const { limit, starting_after, ending_before, scope_kind, scope_target_id, is_active, period, sort_by } =
    read.data;
  const kinds = scope_kind.filter((kind) => kind !== 'BUDGET_SCOPE_KIND_UNSPECIFIED');
  return {
    limit,
    cursor: oneCursor(starting_after, ending_before),
    order:
      sort_by === undefined || sort_by === 'BUDGET_SORT_FIELD_UNSPECIFIED'
        ? 'BUDGET_SORT_FIELD_UPDATED_AT'
        : sort_by,
    identities: kinds.length === 0 || kinds.includes('BUDGET_SCOPE_KIND_IDENTITY'),
    targets: scope_target_id.filter((target) => target !== ''),
    isActive: is_active,
    periods: period.filter((one) => one !== 'BUDGET_PERIOD_UNSPECIFIED'),
    query: read.data.query?.trim() || undefined,
  };
}

const choiceRule: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'invalid_value' ? `Send one of ${issue.values.join(', ')}.` : undefined;
