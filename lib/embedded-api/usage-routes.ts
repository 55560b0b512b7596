import 'server-only';
import type { Context } from 'hono';
import type { Database } from '@/lib/db/database';
import { ApiProblem } from './api-problem';
import { pathReference } from './path-reference';
import { recordUsage } from './record-usage';
import { readBody } from './request-body';
import { parseIdempotencyKey, parseUsage } from './usage-body';

/** The operation that is ours, not orq.ai's: recording use. */
export function usageRoutes({ orm }: Pick<Database, 'orm'>, now: () => Date, onRecorded: () => void) {
  return {
    record: async (c: Context) => {
      const reference = pathReference(c.req.path.slice(0, -'/usage'.length));
      const key = parseIdempotencyKey(c.req.header('idempotency-key'));
      const time = now();
      const report = parseUsage(await readBody(c.req.raw), time);
      const outcome = await recordUsage(orm, reference, report, key, time);
      if (outcome.kind === 'not-found') throw new ApiProblem('identity_not_found');
      if (outcome.kind === 'key-reused') throw new ApiProblem('idempotency_key_reused');
      onRecorded();
      return new Response(outcome.answer, {
        status: 201,
        headers: {
          'Content-Type': 'application/json',
          ...(outcome.kind === 'repeated' && { 'Idempotent-Replayed': 'true' }),
        },
      });
    },
  };
}
