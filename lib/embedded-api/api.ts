import 'server-only';
import { Hono } from 'hono';
import { routePath } from 'hono/route';
import type { Database } from '@/lib/db/database';
import { withoutParameters } from '@/lib/db/query-error';
import { BASE_HEADERS, CLOSED_POLICY } from '@/lib/http/base-headers';
import { ApiProblem, problemAnswer, wrongMethod } from './api-problem';
import { bearerKeyCheck } from './bearer-key';
import { budgetRoutes } from './budget-routes';
import { documentationRoutes } from './documentation-routes';
import { identityRoutes } from './identity-routes';
import { sentPath } from './path-reference';
import { rateLimit, steadyClock } from './rate-limit';
import { rankingRoutes } from './ranking-routes';
import { reportingRoutes } from './reporting-routes';
import { requestIdOf } from './request-id';
import { createStandings } from './standings';
import { usageRoutes } from './usage-routes';

/** Who calls: a program over HTTP, or the dashboard in this process, which no limit stops and no line is written for. */
export type Caller = 'program' | 'dashboard';

/** A request and its answer as they may be logged: the route is a pattern, so no id, name or search is in it. */
export type AnsweredRequest = {
  requestId: string;
  method: string;
  route: string;
  status: number;
  /** Time to the answer, in milliseconds. */
  ms: number;
};

/** What every answer carries that says nothing else itself, also where this API runs alone. */
const FLOOR = Object.entries({
  ...BASE_HEADERS,
  'Content-Security-Policy': CLOSED_POLICY,
  'Cache-Control': 'no-store',
});

export type EmbeddedApi = (request: Request, caller?: Caller) => Promise<Response>;

/**
 * The Identities API v2 on our own store, as a function from request to answer: mounted by a route, called in process
 * by the client, or served over a port. It never throws for a request; contract: `openapi.yaml`.
 *
 * `now` is the clock of ids, `updated` and the metrics window, whose days, as those of reports, are of `timeZone` (IANA
 * name). `onError` hears of bugs and of a failing store, with
 * the request id of the answer and without what was sent; `onAnswer` of every answer to a program. With
 * `requestsPerMinute` programs get 429 beyond that many in any 60 seconds, counted by `clock` (Unix milliseconds).
 */
export function createEmbeddedApi({
  database,
  apiKey,
  requestsPerMinute,
  timeZone = 'UTC',
  now = () => new Date(),
  clock = steadyClock,
  onError = () => {},
  onAnswer = () => {},
}: {
  database: Database;
  apiKey: string;
  requestsPerMinute?: number | undefined;
  timeZone?: string;
  now?: () => Date;
  clock?: () => number;
  onError?: (error: unknown, requestId: string) => void;
  onAnswer?: (answered: AnsweredRequest) => void;
}): EmbeddedApi {
  const checkKey = bearerKeyCheck(apiKey);
  const countRequest = requestsPerMinute === undefined ? undefined : rateLimit(requestsPerMinute, clock);
  const routes = identityRoutes(database, now, timeZone);
  const standings = createStandings(database, timeZone, now);
  const usage = usageRoutes(database, now, standings.usageChanged);
  const ranking = rankingRoutes(database, standings);
  const reporting = reportingRoutes(database, now);
  const budgets = budgetRoutes(database, now);
  const app = new Hono<{ Bindings: { caller: Caller }; Variables: { requestId: string } }>({
    getPath: sentPath,
  });

  app.use(async (c, next) => {
    const started = performance.now();
    const requestId = requestIdOf(c.req.header('x-request-id'));
    c.set('requestId', requestId);
    await next();
    c.res.headers.set('X-Request-Id', requestId);
    for (const [name, value] of FLOOR) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    if (c.env.caller === 'dashboard') return;
    const ms = Math.round(performance.now() - started);
    onAnswer({ requestId, method: c.req.method, route: routePath(c, -1), status: c.res.status, ms });
  });
  app.route('/', documentationRoutes());
  app.use(async (c, next) => {
    checkKey(c.req.header('authorization'));
    await next();
  });
  app.use(async (c, next) => {
    const counted = c.env.caller === 'program' ? countRequest?.() : undefined;
    if (counted?.problem === undefined) await next();
    else c.res = problemAnswer(counted.problem);
    for (const [name, value] of Object.entries(counted?.headers ?? {})) c.res.headers.set(name, value);
  });

  app.get('/v2/identities', routes.list);
  app.post('/v2/identities', routes.create);
  app.all('/v2/identities', () => wrongMethod('GET, HEAD, POST'));
  app.get('/v2/identities/:id', routes.retrieve);
  app.patch('/v2/identities/:id', routes.update);
  app.delete('/v2/identities/:id', routes.remove);
  app.all('/v2/identities/:id', () => wrongMethod('GET, HEAD, PATCH, DELETE'));
  app.post('/v2/identities/:id/usage', usage.record);
  app.all('/v2/identities/:id/usage', () => wrongMethod('POST'));
  app.get('/v2/reporting/identities', ranking.list);
  app.get('/v2/reporting/identities/:id', ranking.standing);
  app.get('/v2/reporting/overview', ranking.overview);
  for (const path of ['/v2/reporting/identities', '/v2/reporting/identities/:id', '/v2/reporting/overview'])
    app.all(path, () => wrongMethod('GET, HEAD'));
  app.post('/v2/reporting', reporting.query);
  app.all('/v2/reporting', () => wrongMethod('POST'));

  app.get('/v2/budgets', budgets.list);
  app.post('/v2/budgets', budgets.create);
  app.all('/v2/budgets', () => wrongMethod('GET, HEAD, POST'));
  app.get('/v2/budgets/:id', budgets.retrieve);
  app.patch('/v2/budgets/:id', budgets.update);
  app.delete('/v2/budgets/:id', budgets.remove);
  app.all('/v2/budgets/:id', () => wrongMethod('GET, HEAD, PATCH, DELETE'));
  app.post('/v2/budgets/:id/reset-consumption', budgets.reset);
  app.all('/v2/budgets/:id/reset-consumption', () => wrongMethod('POST'));
  app.get('/v2/budgets/:id/consumption', budgets.consumption);
  app.all('/v2/budgets/:id/consumption', () => wrongMethod('GET, HEAD'));

  app.notFound(() => problemAnswer(new ApiProblem('not_found')));
  app.onError((error, c) => {
    if (error instanceof ApiProblem) {
      const challenge = error.code === 'authentication_required' || error.code === 'invalid_api_key';
      return problemAnswer(error, {
        ...(challenge && { 'WWW-Authenticate': 'Bearer' }),
        ...(error.code === 'ranking_not_ready' && { 'Retry-After': '5' }),
      });
    }
    onError(withoutParameters(error), c.get('requestId'));
    return problemAnswer(new ApiProblem('internal_error'));
  });

  return async (request, caller = 'program') => app.fetch(request, { caller });
}
