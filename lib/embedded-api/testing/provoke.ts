import 'server-only';
import { EARLY_SDK, TEST_KEY } from './api-client';
import type { ServedOperation } from './document';
import type { RawRequest } from './raw-request';

/** A request that must get a certain answer, from a server whose store has failed or whose limit is used up if need be. */
export type Provocation = RawRequest & { server?: 'broken' | 'exhausted' };

/** What the requests below find in the store. */
export const PRESENT = { external_id: 'present/ü', display_name: 'Ada', tags: ['a'], metadata: { x: 1 } };

/** The key of a report that the identity above has had, with another body. */
export const USED_KEY = 'used';

export const presentPath = `/v2/identities/${encodeURIComponent(PRESENT.external_id)}`;
const headers = { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' };

/** The external id of an identity that has no budget yet, and the id of the budget that the one above has. */
export const WITHOUT_BUDGET = 'without-budget';
export const PRESENT_BUDGET_ID = '01JJ1HDHN79XAS7A01WB3HYSDB';
/** What a budget of an identity is created with. */
export const budgetOf = (externalId: string) => ({
  scope: { identity: { identity_external_id: externalId } },
  limits: { period: 'BUDGET_PERIOD_MONTHLY', amount: 50, token_limit: 1_000_000 },
  rate_limit: { requests_per_minute: 60 },
  expires_at: '2099-01-01T00:00:00Z',
  alerts: [{ threshold_percent: 80, notifier_ids: ['n1'] }],
});
const budgetPath = `/v2/budgets/${PRESENT_BUDGET_ID}`;

/** A request that each operation fulfils, by its id in the document. */
const FULFILLED: Record<string, RawRequest> = {
  ListIdentities: { method: 'GET', path: '/v2/identities?include_metrics=true&include_budget=true', headers },
  CreateIdentity: {
    method: 'POST',
    path: '/v2/identities',
    headers,
    body: JSON.stringify({ ...PRESENT, external_id: 'new', email: 'a@b.co', avatar_url: 'https://a.b/c' }),
  },
  RetrieveIdentity: {
    method: 'GET',
    path: `${presentPath}?include_metrics=true&include_budget=true`,
    headers,
  },
  UpdateIdentity: { method: 'PATCH', path: presentPath, headers, body: '{"email":"ada@example.com"}' },
  DeleteIdentity: { method: 'DELETE', path: presentPath, headers },
  RankIdentities: { method: 'GET', path: '/v2/reporting/identities?rank_by=cost', headers },
  RetrieveOverview: { method: 'GET', path: '/v2/reporting/overview?days=7', headers },
  RetrieveStanding: {
    method: 'GET',
    path: `${presentPath.replace('identities', 'reporting/identities')}?days=7`,
    headers,
  },
  RecordUsage: { method: 'POST', path: `${presentPath}/usage`, headers, body: '{"requests":3,"cost":0.01}' },
  QueryReport: {
    method: 'POST',
    path: '/v2/reporting',
    headers,
    body: JSON.stringify({
      metric: 'genai.usage',
      from: '2026-11-01T00:00:00Z',
      to: '2026-11-21T00:00:00+01:00',
      grain: 'minute',
      group_by: ['identity'],
      filters: [{ field: 'identity', op: 'in', values: [PRESENT.external_id] }],
      time_zone: 'Asia/Kathmandu',
      include_totals: true,
    }),
  },
  ListBudgets: { method: 'GET', path: '/v2/budgets?is_active=true', headers },
  CreateBudget: {
    method: 'POST',
    path: '/v2/budgets',
    headers,
    body: JSON.stringify(budgetOf(WITHOUT_BUDGET)),
  },
  RetrieveBudget: { method: 'GET', path: budgetPath, headers },
  UpdateBudget: { method: 'PATCH', path: budgetPath, headers, body: '{"is_active":false}' },
  DeleteBudget: { method: 'DELETE', path: budgetPath, headers },
  ResetBudgetConsumption: { method: 'POST', path: `${budgetPath}/reset-consumption`, headers, body: '{}' },
  GetBudgetConsumption: { method: 'GET', path: `${budgetPath}/consumption`, headers },
};

/** The same address of something else: what follows the id stays. */
const otherId = (path: string, id: string) =>
  path.replace(/^(\/v2\/(?:reporting\/)?(?:identities|budgets)\/)[^/?]+/, `$1${id}`);

/** What no body may hold, whatever it is about. */
const BROKEN_BODY = '{"email":"x","tags":1,"limits":1}';

/** How to make a good request fail with a code. */
const SPOILED: Record<string, (request: RawRequest) => Provocation> = {
  authentication_required: (request) => ({ ...request, headers: {} }),
  invalid_api_key: (request) => ({ ...request, headers: { authorization: 'Bearer other' } }),
  internal_error: (request) => ({ ...request, server: 'broken' }),
  idempotency_key_reused: (request) => ({
    ...request,
    headers: { ...request.headers, 'idempotency-key': USED_KEY },
  }),
  rate_limit_exceeded: (request) => ({ ...request, server: 'exhausted' }),
  invalid_request: (request) =>
    /^\/v2\/(?:reporting\/)?(?:identities|budgets)\//.test(request.path)
      ? { ...request, path: otherId(request.path, '%zz') }
      : { ...request, path: `${request.path.replace('days=7', 'days=8')}&limit=0&sort_by=x` },
  invalid_request_body: (request) => ({
    ...request,
    // A reset takes no member at all, so only what is no JSON can be wrong.
    body: request.path.endsWith('/reset-consumption') ? '{' : BROKEN_BODY,
  }),
  payload_too_large: (request) => ({ ...request, body: `"${'x'.repeat(1024 * 1024)}"` }),
  identity_already_exists: (request) => ({ ...request, body: JSON.stringify(PRESENT) }),
  identity_not_found: (request) => ({ ...request, path: otherId(request.path, 'absent') }),
  budget_not_found: (request) => ({ ...request, path: otherId(request.path, 'absent') }),
  budget_already_exists: (request) => ({
    ...request,
    body: JSON.stringify(budgetOf(PRESENT.external_id)),
  }),
  precondition_failed: (request) => ({ ...request, headers: { ...request.headers, 'if-match': '"old"' } }),
};

/**
 * The requests that must get each answer an operation documents: one for each code of an error, and for a success one
 * of a current and one of an early SDK where both get it. Fails when nobody has said how an answer comes about.
 */
export function provocations(
  { id }: ServedOperation,
  { status, codes }: ServedOperation['answers'][number],
): [string, Provocation][] {
  const good = FULFILLED[id];
  if (good === undefined) throw new Error(`Say in FULFILLED what ${id} fulfils.`);
  if (status >= 400) {
    return codes.map((code) => {
      const spoil = SPOILED[code];
      if (spoil === undefined) throw new Error(`Say in SPOILED how ${code} comes about.`);
      return [code, spoil(good)];
    });
  }
  const early = { ...good, headers: { ...good.headers, 'user-agent': EARLY_SDK } };
  if (status === 204) return [['early SDK', early]];
  return id === 'DeleteIdentity'
    ? [['', good]]
    : [
        ['', good],
        ['early SDK', early],
      ];
}
