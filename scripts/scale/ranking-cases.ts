import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Case } from './cases';
import type { MeasuredStore } from './measured-store';
import type { Samples } from './samples';

const middleRow = z.object({ rows: z.array(z.object({ external_id: z.string() })) });

/**
 * The overview and rankings that pages ask for. The standings are put together first, which is printed: pages are never
 * kept waiting for it but the first time.
 */
export async function rankingCases(
  store: MeasuredStore,
  { externalIds, commonTag, rareTags }: Samples,
  log: (line: string) => void,
): Promise<Case[]> {
  for (const days of [30, 90]) {
    const started = performance.now();
    await untilReady(() => store.call(`/v2/reporting/overview?days=${days}`));
    log(`${store.name}: standing of ${days} days put together in ${seconds(performance.now() - started)} s`);
  }
  const { rows } = middleRow.parse(
    await store.database.orm.execute(sql`
      select external_id from usage_standing_rows
      where requests > 0 and standing = (select id from usage_standings where days = 30 and summary is not null order by id desc limit 1)
      order by cost desc, external_id desc
      offset (select count(*) / 2 from usage_standing_rows where requests > 0
        and standing = (select id from usage_standings where days = 30 and summary is not null order by id desc limit 1)) limit 1`),
  );
  const ranking = (more: Record<string, string>) =>
    `/v2/reporting/identities?${new URLSearchParams({ rank_by: 'cost', limit: '50', ...more }).toString()}`;
  const at = (index: number) => externalIds[index % externalIds.length] ?? '';
  return [
    { name: 'overview, 30 days', path: () => '/v2/reporting/overview?days=30' },
    { name: 'overview, 90 days', path: () => '/v2/reporting/overview?days=90' },
    { name: 'ranking, first page', path: () => ranking({}) },
    { name: 'ranking, half-way in', path: () => ranking({ starting_after: rows[0]?.external_id ?? '' }) },
    { name: 'ranking by error rate', path: () => ranking({ rank_by: 'error-rate' }) },
    { name: 'ranking, common tag', path: () => ranking({ 'filter_by.tags': commonTag }) },
    { name: 'ranking, rare tag', path: () => ranking({ 'filter_by.tags': rareTags[0] ?? '' }) },
    { name: 'ranking, search', path: () => ranking({ search: 'example' }) },
    {
      name: 'standing of one identity',
      path: (n) => `/v2/reporting/identities/${encodeURIComponent(at(n))}?days=30`,
    },
  ];
}

/** Asks until the answer is there: the first standing of a large store is refused while it is put together. */
async function untilReady(ask: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes('ranking_not_ready')) throw error;
    }
  }
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);
