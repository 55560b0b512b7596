import 'server-only';
import { randomUUID } from 'node:crypto';
import { DrizzleQueryError } from 'drizzle-orm';
import { Hono } from 'hono';
import type { Database } from '@/lib/db/database';
import { ApiProblem, problemAnswer } from './api-problem';
import { bearerKeyCheck } from './bearer-key';
import { identityRoutes } from './identity-routes';
import { sentPath } from './path-reference';
import { usageRoutes } from './usage-routes';

/**
 * The Identities API v2 on our own store, as a function from request to answer: mounted by a route, called in process
 * by the client, or served over a port. It never throws for a request; contract: `openapi.yaml`.
 *
 * `now` is the clock of ids, `updated` and the metrics window. `onError` hears of bugs and of a failing store, with
 * the request id of the answer and without what was sent.
 */
export function createEmbeddedApi({
  database,
  apiKey,
  now = () => new Date(),
  onError = () => {},
}: {
  database: Database;
  apiKey: string;
  now?: () => Date;
  onError?: (error: unknown, requestId: string) => void;
}): (request: Request) => Promise<Response> {
  const checkKey = bearerKeyCheck(apiKey);
  const routes = identityRoutes(database, now);
  const usage = usageRoutes(database, now);
  const app = new Hono<{ Variables: { requestId: string } }>({ getPath: sentPath });

  app.use(async (c, next) => {
    const sent = c.req.header('x-request-id') ?? '';
    const requestId = /^[\w.:-]{1,128}$/.test(sent) ? sent : randomUUID();
    c.set('requestId', requestId);
    await next();
    c.res.headers.set('X-Request-Id', requestId);
    c.res.headers.set('Cache-Control', 'no-store');
  });
  app.use(async (c, next) => {
    checkKey(c.req.header('authorization'));
    await next();
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

  app.notFound(() => problemAnswer(new ApiProblem('not_found')));
  app.onError((error, c) => {
    if (error instanceof ApiProblem) {
      const challenge = error.code === 'authentication_required' || error.code === 'invalid_api_key';
      return problemAnswer(error, challenge ? { 'WWW-Authenticate': 'Bearer' } : {});
    }
    // The query error prints its parameters: names, emails, metadata. Its cause says what went wrong without them.
    onError(error instanceof DrizzleQueryError ? error.cause : error, c.get('requestId'));
    return problemAnswer(new ApiProblem('internal_error'));
  });

  return async (request) => app.fetch(request);
}

function wrongMethod(allowed: string): Response {
  return problemAnswer(new ApiProblem('method_not_allowed'), { Allow: allowed });
}
