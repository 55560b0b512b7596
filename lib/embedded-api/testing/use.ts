import 'server-only';
import { sql } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';

/** Use at a moment, as a test makes it up. `cost` is US dollars as an exact decimal. */
export type Use = {
  externalId: string;
  at: Date;
  requests: number;
  errors: number;
  tokens: number;
  cost: string;
};

/** Writes use to every table that counts it, as reports of use do, in a few statements however many there are. */
export async function addUse(orm: Orm, uses: readonly Use[]): Promise<void> {
  const text = JSON.stringify(uses.map((use) => ({ ...use, at: use.at.toISOString() })));
  const used = sql`(
    select "externalId" as external_id, date_bin('15 minutes', at, timestamptz '2000-01-01Z') as quarter,
      (at at time zone 'UTC')::date as day, requests, errors, tokens, cost
    from json_to_recordset(${text}::text::json)
      as use ("externalId" text, at timestamptz, requests bigint, errors bigint, tokens bigint, cost numeric)
  ) as used`;
  const sums = sql`sum(requests), sum(errors), sum(tokens), sum(cost)`;
  await orm.execute(
    sql`insert into usage_days select external_id, day, ${sums} from ${used} group by external_id, day`,
  );
  await orm.execute(
    sql`insert into usage_quarters select external_id, quarter, ${sums} from ${used} group by external_id, quarter`,
  );
  await orm.execute(
    sql`insert into workspace_quarters select quarter, 0, ${sums} from ${used} group by quarter`,
  );
}
