import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composedOverview, everybodysUse, figuresByDay, pageOfPlaces, placesBy } from './compose-ranking';
import { RANKED_BY, type RankedWindow } from './ranking-schema';
import { sumOfFigures } from './reported-figures';
import type { ReportRow } from './schema';
import { errorRate } from './usage-figures';

const WINDOW: RankedWindow = {
  time_zone: 'Europe/Berlin',
  days: 7,
  from: '2026-11-14T23:00:00.000Z',
  to: '2026-11-21T23:00:00.000Z',
  before: '2026-11-07T23:00:00.000Z',
  as_of: '2026-11-21T12:00:00.000Z',
};
const DATES = [
  '2026-11-15',
  '2026-11-16',
  '2026-11-17',
  '2026-11-18',
  '2026-11-19',
  '2026-11-20',
  '2026-11-21',
];
const HOUR = 3_600_000;

/** Cents, so that sums are exact to compare. */
const use = fc
  .record({
    identity: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { nil: undefined }),
    hour: fc.integer({ min: 0, max: 14 * 24 - 1 }),
    requests: fc.integer({ min: 0, max: 500 }),
    failing: fc.integer({ min: 0, max: 100 }),
    tokens: fc.integer({ min: 0, max: 10_000 }),
    cents: fc.integer({ min: 0, max: 10_000 }),
  })
  .map(({ identity, hour, requests, failing, tokens, cents }) => ({
    identity,
    time: Date.parse(WINDOW.before) + hour * HOUR,
    metrics: {
      request_count: requests,
      error_count: Math.floor((requests * failing) / 100),
      total_tokens: requests === 0 ? 0 : tokens,
      total_cost: requests === 0 ? 0 : cents / 100,
    },
  }));
type AnyUse = (typeof use extends fc.Arbitrary<infer T> ? T : never)[];

/** What a host answers about some use: everybody by day, and each identity in each window. */
function reportsOf(uses: AnyUse) {
  const row = ({ identity, time, metrics }: AnyUse[number], byDay: boolean): ReportRow => ({
    ...(byDay && { timestamp: new Date(time).toISOString() }),
    dimensions: byDay || identity === undefined ? {} : { identity },
    metrics,
  });
  const from = Date.parse(WINDOW.from);
  const now = uses.filter(({ time }) => time >= from).map((each) => row(each, false));
  const before = uses.filter(({ time }) => time < from).map((each) => row(each, false));
  return { now, before, days: uses.map((each) => row(each, true)) };
}

const overviewOf = (uses: AnyUse) => {
  const { now, before, days } = reportsOf(uses);
  return composedOverview({
    window: WINDOW,
    dates: DATES,
    byDay: figuresByDay(days, WINDOW.time_zone),
    uses: everybodysUse(now, before),
  });
};
const places = fc.array(use, { maxLength: 40 }).map((uses) => {
  const { now, before } = reportsOf(uses);
  return everybodysUse(now, before);
});

describe('an overview', () => {
  test('its days add up to its totals, and both to what was used', () =>
    fc.assert(
      fc.property(fc.array(use, { maxLength: 60 }), (uses) => {
        const overview = overviewOf(uses);
        expect(overview.days.map(({ date }) => date)).toEqual(DATES);
        const sum = sumOfFigures(overview.days.map(({ figures }) => figures));
        const used = (from: number, to: number) =>
          uses.filter(({ time }) => time >= from && time < to).map(({ metrics }) => metrics.total_cost);
        const cents = (values: number[]) => Math.round(values.reduce((a, b) => a + b, 0) * 100);
        const [from, to, before] = [WINDOW.from, WINDOW.to, WINDOW.before].map(Date.parse) as [
          number,
          number,
          number,
        ];
        expect(overview.totals).toEqual(sum);
        expect(Math.round(overview.totals.cost * 100)).toBe(cents(used(from, to)));
        expect(Math.round(overview.totals_before.cost * 100)).toBe(cents(used(before, from)));
      }),
    ));

  test('no list holds more than the totals, and the top 1 is in the top 10', () =>
    fc.assert(
      fc.property(fc.array(use, { maxLength: 60 }), (uses) => {
        const { top, totals, cost_of_top: costs, identities } = overviewOf(uses);
        for (const by of ['cost', 'requests', 'tokens'] as const) {
          const listed = top[by].reduce((sum, { figures }) => sum + figures[by], 0);
          expect(listed).toBeLessThanOrEqual(totals[by] + 1e-6);
        }
        expect(costs.one).toBeLessThanOrEqual(costs.ten + 1e-9);
        expect(costs.ten).toBeLessThanOrEqual(costs.hundred + 1e-9);
        expect(costs.one).toBeCloseTo(top.cost[0]?.figures.cost ?? 0, 6);
        expect(top.requests.length).toBeLessThanOrEqual(identities);
      }),
    ));

  test('errors rose where there are more of them than before, most first', () =>
    fc.assert(
      fc.property(fc.array(use, { maxLength: 60 }), (uses) => {
        const more = overviewOf(uses).errors_rose.map(
          ({ figures, before }) => figures.errors - before.errors,
        );
        expect(more.every((count) => count > 0)).toBe(true);
        expect(more).toEqual([...more].sort((a, b) => b - a));
      }),
    ));
});

describe('a ranking', () => {
  const figure = {
    cost: ({ figures }) => figures.cost,
    requests: ({ figures }) => figures.requests,
    tokens: ({ figures }) => figures.tokens,
    'error-rate': ({ figures }) => errorRate(figures) ?? -1,
    change: ({ figures, before }) => Math.abs(figures.cost - before.cost),
  } as const satisfies Record<
    (typeof RANKED_BY)[number],
    (row: ReturnType<typeof placesBy>[number]) => number
  >;

  test.each(RANKED_BY)('by %s begins with the highest and names everybody once', (by) =>
    fc.assert(
      fc.property(places, (uses) => {
        const ranked = placesBy(by, uses);
        const values = ranked.map(figure[by]);
        expect(values).toEqual([...values].sort((a, b) => b - a));
        expect(ranked.map(({ rank }) => rank)).toEqual(ranked.map((_row, at) => at + 1));
        const wanted = [...uses].filter(([, { now, before }]) =>
          by === 'change' ? now.cost !== before.cost : now.requests > 0,
        );
        expect(ranked.map((row) => row.external_id).sort()).toEqual(wanted.map(([id]) => id).sort());
      }),
    ),
  );

  test('its pages hold every place once, forwards and backwards', () =>
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 4 }), (uses, limit) => {
        const ranked = placesBy('cost', uses);
        const forwards = [];
        let page = pageOfPlaces(ranked, { limit });
        const cursors = [];
        while (page !== undefined && page.data.length > 0) {
          forwards.push(...page.data);
          const last = page.data.at(-1)?.external_id ?? '';
          cursors.push(page.data[0]?.external_id ?? '');
          expect(page.has_more).toBe(forwards.length < ranked.length);
          if (!page.has_more) break;
          page = pageOfPlaces(ranked, { limit, starting_after: last });
        }
        expect(forwards).toEqual(ranked);
        for (const [at, cursor] of cursors.entries()) {
          const before = pageOfPlaces(ranked, { limit, ending_before: cursor });
          expect(before?.data).toEqual(ranked.slice(Math.max(0, at * limit - limit), at * limit));
        }
      }),
    ));

  test('a cursor that has no place is told from an empty page', () => {
    expect(pageOfPlaces([], { limit: 5 })).toEqual({ data: [], has_more: false });
    expect(pageOfPlaces([], { limit: 5, starting_after: 'gone' })).toBeUndefined();
  });

  test('rows by day are added up, and what names nobody is nobody’s', () => {
    const row = (identity: string | undefined, cost: number): ReportRow => ({
      ...(identity !== undefined && { dimensions: { identity } }),
      metrics: { request_count: 1, total_cost: cost },
    });
    const uses = everybodysUse([row('a', 1), row('a', 2), row(undefined, 9)], [row('b', 4)]);
    expect([...uses.keys()]).toEqual(['a', 'b']);
    expect(uses.get('a')?.now).toMatchObject({ cost: 3, requests: 2 });
    expect(uses.get('b')).toMatchObject({ now: { cost: 0 }, before: { cost: 4 } });
  });
});
