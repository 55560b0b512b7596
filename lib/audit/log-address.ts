import type { AuditQuery } from './log-query';

/**
 * The audit log's address: names, order and defaults of its parameters. No zod here, so that pages do not ship it;
 * `log-query.ts` checks what this file reads.
 */
export const AUDIT_LIMITS = [10, 25, 50] as const;
export const AUDIT_OUTCOMES = ['done', 'failed', 'unknown', 'attempted'] as const;
const DEFAULT_LIMIT = 25;
const FILTERS = ['operator', 'action', 'identity', 'outcome', 'from', 'to', 'job', 'entry'] as const;

/** The raw values of an address, unchecked. An empty parameter, as a form sends it, is one that is left out. */
export function readAuditAddress(parameters: URLSearchParams) {
  const given = (name: string) => parameters.get(name) || undefined;
  return {
    operator: given('operator'),
    action: given('action'),
    identity: given('identity'),
    outcome: given('outcome'),
    from: given('from'),
    to: given('to'),
    job: given('job'),
    entry: given('entry'),
    limit: /^\d{1,3}$/.test(parameters.get('limit') ?? '') ? Number(parameters.get('limit')) : DEFAULT_LIMIT,
    after: given('after'),
    before: given('before'),
  };
}

/** The log unfiltered. */
export const WHOLE_LOG: AuditQuery = {
  operator: undefined,
  action: undefined,
  identity: undefined,
  outcome: undefined,
  from: undefined,
  to: undefined,
  job: undefined,
  entry: undefined,
  limit: DEFAULT_LIMIT,
  after: undefined,
  before: undefined,
};

/**
 * The address of a view of the log. Defaults are left out and the order is fixed, so equal views have equal addresses.
 * A change of a filter or of the page size starts again at the newest entry.
 */
export function auditHref(query: AuditQuery, changes: Partial<AuditQuery> = {}) {
  const view: AuditQuery = { ...query, after: undefined, before: undefined, ...changes };
  const parameters = new URLSearchParams();
  for (const name of FILTERS) {
    const value = view[name];
    if (value !== undefined) parameters.set(name, value);
  }
  if (view.limit !== DEFAULT_LIMIT) parameters.set('limit', String(view.limit));
  if (view.after !== undefined) parameters.set('after', view.after);
  else if (view.before !== undefined) parameters.set('before', view.before);
  const search: '' | `?${string}` = parameters.size === 0 ? '' : `?${parameters}`;
  return `/audit${search}` as const;
}

/** Whether anything is left out of this view. */
export function isFiltered(query: AuditQuery): boolean {
  return FILTERS.some((name) => query[name] !== undefined);
}
