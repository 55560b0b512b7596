import 'server-only';
import type { core } from 'zod';
import type * as z from 'zod/mini';
import { NO_LIMIT } from '@/lib/budget/budget-values';
import { createBudgetBody, updateBudgetBody, type BudgetAlert, type BudgetPeriod } from '@/lib/budget/schema';
import { invalidField } from './api-problem';
import { fieldRule } from './identity-bodies';
import { invalidFields } from './invalid-fields';
import type { RequestBody } from './request-body';

/** What a request can set of a budget; `null` is no limit, no expiry. */
export type BudgetFields = {
  period: BudgetPeriod;
  /** US dollars. */
  amount: number | null;
  tokenLimit: number | null;
  requestsPerMinute: number | null;
  isActive: boolean;
  expiresAt: Date | null;
  alerts: BudgetAlert[];
};

/** What a create sets, and for whom. Throws `ApiProblem`. */
export function parseBudgetCreate(body: RequestBody): BudgetFields & { externalId: string } {
  const read = parsed(createBudgetBody, body);
  if (read.scope && read.match) throw refused('scope', 'Send scope or match, not both.');
  // This server counts by identity only; an expression over requests would limit nothing here.
  if (read.match)
    throw refused('match', 'This server has budgets of identities only. Send scope.identity instead.');
  const externalId = read.scope?.identity?.identity_external_id;
  if (externalId === undefined)
    throw refused('scope', 'Send scope.identity.identity_external_id: this server has no other budgets.');
  return {
    externalId,
    ...limitFields(read.limits),
    requestsPerMinute: read.rate_limit?.requests_per_minute ?? null,
    isActive: read.is_active ?? true,
    expiresAt: read.expires_at ? new Date(read.expires_at) : null,
    alerts: read.alerts ?? [],
  };
}

/** What an update changes: absent keeps; limits and alerts are replaced as a whole. Throws `ApiProblem`. */
export function parseBudgetUpdate(body: RequestBody): Partial<BudgetFields> {
  const read = parsed(updateBudgetBody, body);
  for (const name of ['scope', 'match'] as const)
    if (read[name] !== undefined && read[name] !== null)
      throw refused(name, 'Cannot be changed. Delete this budget and create another.');
  if (read.expires_at && read.clear_expires_at === true)
    throw refused('expires_at', 'Not together with clear_expires_at.');
  if (read.alerts && read.alerts.length > 0 && read.clear_alerts === true)
    throw refused('alerts', 'Not together with clear_alerts.');
  return {
    ...(read.limits && limitFields(read.limits)),
    ...(read.rate_limit && { requestsPerMinute: read.rate_limit.requests_per_minute ?? null }),
    ...(typeof read.is_active === 'boolean' && { isActive: read.is_active }),
    ...(read.expires_at && { expiresAt: new Date(read.expires_at) }),
    ...(read.clear_expires_at === true && { expiresAt: null }),
    ...(read.alerts && { alerts: read.alerts }),
    ...(read.clear_alerts === true && { alerts: [] }),
  };
}

/** Rules over several fields, for a budget as it would be stored. Throws `ApiProblem`. */
export function checkBudget(fields: BudgetFields, changed: Partial<BudgetFields>, now: Date): void {
  if (fields.amount === null && fields.tokenLimit === null && fields.requestsPerMinute === null)
    throw refused('limits', NO_LIMIT);
  const judged = changed.expiresAt !== undefined || changed.isActive === true;
  if (judged && fields.isActive && fields.expiresAt !== null && fields.expiresAt <= now)
    throw refused('expires_at', 'Lies in the past. Send a later time, or is_active false.');
}

function parsed<T>(schema: z.ZodMiniType<T>, body: RequestBody): T {
  const read = schema.safeParse(body.members, { error: budgetRule });
  if (!read.success) throw invalidFields('invalid_request_body', read.error);
  return read.data;
}

const budgetRule: core.$ZodErrorMap = (issue) =>
  issue.code === 'invalid_type' && issue.expected === 'boolean' ? 'Must be true or false.' : fieldRule(issue);

function limitFields({
  period,
  amount,
  token_limit,
}: {
  period: BudgetPeriod;
  amount?: number | null | undefined;
  token_limit?: number | null | undefined;
}) {
  return { period, amount: amount ?? null, tokenLimit: token_limit ?? null };
}

function refused(field: string, message: string) {
  return invalidField('invalid_request_body', field, message);
}
