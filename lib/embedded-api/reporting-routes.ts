import 'server-only';
import type { Context } from 'hono';
import type { Database } from '@/lib/db/database';
import { reportAnswer } from './report-answer';
import { parseReport } from './report-body';
import { readReport } from './report-store';
import { readBody } from './request-body';

/** Reports of use over time (contract, Reporting). */
export function reportingRoutes({ orm }: Pick<Database, 'orm'>, now: () => Date) {
  return {
    query: async (c: Context<{ Variables: { requestId: string } }>) => {
      const plan = parseReport(await readBody(c.req.raw));
      const stored = await readReport(orm, plan);
      return Response.json(reportAnswer(plan, stored, { now: now(), requestId: c.get('requestId') }));
    },
  };
}
