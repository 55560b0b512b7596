import 'server-only';
import type { Context } from 'hono';
import type { Database } from '@/lib/db/database';
import { PERIOD_DEFAULT, type PeriodDays } from '@/lib/reporting/period';
import { dateIn, dayBorders } from '@/lib/reporting/reporting-window';
import { ApiProblem, invalidField } from './api-problem';
import { readIdentity } from './identity-store';
import { readIdentityStanding } from './identity-standing';
import { oneCursor, sentQuery } from './list-parameters';
import { pathReference } from './path-reference';
import { overviewQuery, parseQuery, rankingQuery } from './query-parameters';
import { readRanking } from './ranking-pages';
import type { Standing, Standings } from './standings';
import { answeredWindow, readOverview } from './workspace-overview';

/** The operations that rank a workspace. Ours, not orq.ai's (see `lib/reporting/ranking-schema.ts`). */
export function rankingRoutes({ orm }: Pick<Database, 'orm'>, standings: Standings) {
  async function present(days: PeriodDays = PERIOD_DEFAULT): Promise<Standing> {
    const standing = await standings.present(days);
    if (standing === undefined) throw new ApiProblem('ranking_not_ready');
    return standing;
  }

  return {
    list: async (c: Context) => {
      const query = parseQuery(rankingQuery, sentQuery(c.req.raw));
      const cursor = oneCursor(query.starting_after, query.ending_before);
      const standing = await present(query.days);
      const page = await readRanking(orm, standing, {
        rankedBy: query.rank_by,
        limit: query.limit,
        cursor,
        search: query.search || undefined,
        tags: query['filter_by.tags'],
        metadata: query.include_metadata,
      });
      if (page === undefined)
        throw invalidField(
          'invalid_request',
          cursor?.side === 'before' ? 'ending_before' : 'starting_after',
          'No external ID like this is in the ranking. Start again without it.',
        );
      return c.json({
        object: 'ranking',
        window: answeredWindow(standing),
        data: page.rows,
        has_more: page.hasMore,
      });
    },

    overview: async (c: Context) => {
      const { days } = parseQuery(overviewQuery, sentQuery(c.req.raw));
      const standing = await present(days);
      const dates = dayBorders(standing.timeZone, standing.from, standing.to).map((border) =>
        dateIn(standing.timeZone, border),
      );
      return c.json({ object: 'overview', ...(await readOverview(orm, standing, dates)) });
    },

    standing: async (c: Context) => {
      const { days } = parseQuery(overviewQuery, sentQuery(c.req.raw));
      const identity = await readIdentity(orm, pathReference(c.req.path));
      if (identity === undefined) throw new ApiProblem('identity_not_found');
      const standing = await present(days);
      return c.json({
        object: 'identity_standing',
        ...(await readIdentityStanding(orm, standing, identity)),
      });
    },
  };
}
