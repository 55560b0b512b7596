import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Outcome } from '@/lib/errors/app-error';
import { json, upstreamServer, type Received } from '@/lib/identity-client/testing/upstream-server';
import { parseListQuery } from '@/lib/identity/list-query';
import { isWithoutReports, type NoReports } from '@/lib/reporting/no-reports';
import { reportRequest, type ReportRequest } from '@/lib/reporting/schema';
import { readListPage } from './list-page';
import { forgetProcessWide } from './process-wide';
import { readOverview, readRanking } from './rankings';
import { actAs, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));

/** Rankings of an upstream that has none of its own: a real host over HTTP, whose reports a test chooses. */
type Host = Awaited<ReturnType<typeof upstreamServer>>;
let host: Host;
let report: (request: ReportRequest) => { status: number; body: unknown };
let identities: { _id: string; external_id: string; display_name?: string }[] = [];

function listed({ url }: Received) {
  const query = new URL(url, 'http://host').searchParams;
  const found = identities.filter(({ display_name = '' }) =>
    display_name.toLowerCase().includes((query.get('search') ?? '').toLowerCase()),
  );
  const from = found.findIndex(({ _id }) => _id === query.get('starting_after')) + 1;
  const limit = Number(query.get('limit'));
  return {
    object: 'list',
    data: found.slice(from, from + limit).map((identity) => ({ tags: [], metadata: {}, ...identity })),
    has_more: from + limit < found.length,
  };
}

beforeAll(async () => {
  host = await upstreamServer((response, request) => {
    if (request.url.startsWith('/v2/identities/')) {
      const id = decodeURIComponent(new URL(request.url, 'http://host').pathname.split('/').at(-1) ?? '');
      const found = identities.find(({ external_id }) => external_id === id);
      return found === undefined
        ? json(404, { error: 'Identity not found' })(response)
        : json(200, { tags: [], metadata: {}, ...found })(response);
    }
    if (request.url.startsWith('/v2/identities')) return json(200, listed(request))(response);
    const { status, body } = report(reportRequest.parse(JSON.parse(request.body)));
    return json(status, body)(response);
  });
  vi.stubEnv('ORQ_API_URL', host.url);
});
withOwnStore({ ORQ_API_KEY: 'key-canary-4711' });
beforeAll(async () => void (await actAs('viewer')));
beforeEach(() => {
  host.received.length = 0;
  identities = [];
  for (const name of ['upstream', 'upstream-reports', 'upstream-health', 'seen-identities', 'looked-up'])
    forgetProcessWide(name);
});
afterAll(() => host.close());

/** `u0` cost 1 dollar in the window, `u1` 2 and so on; before it all cost 1; a request of nobody cost 5 each day. */
const growing =
  (count: number, daily = false) =>
  ({ group_by: groups, from, to, mode }: ReportRequest) => {
    if (daily && mode === 'scalar') return { status: 400, body: { error: 'mode is not known' } };
    const row = (cost: number) => ({
      metrics: { request_count: 10, error_count: 1, total_tokens: 100, total_cost: cost },
    });
    if (groups == null) {
      const data = [];
      for (let time = Date.parse(from); time < Date.parse(to); time += 86_400_000)
        data.push({ timestamp: new Date(time).toISOString(), dimensions: {}, ...row(5) });
      return { status: 200, body: { object: 'report', data, has_more: false } };
    }
    const isNow = Date.parse(to) > Date.now();
    const data = Array.from({ length: count }, (_, at) => ({
      ...(daily && { timestamp: from }),
      dimensions: { identity: `u${at}` },
      ...row(isNow ? at + 1 : 1),
    }));
    return { status: 200, body: { object: 'report', data, has_more: false } };
  };

function valueOf<T extends object>(outcome: Outcome<T | NoReports>): T {
  if (!outcome.ok) throw new Error(`unexpected ${outcome.error.kind}: ${outcome.error.message}`);
  if (isWithoutReports(outcome.value)) throw new Error('unexpectedly without reports');
  return outcome.value;
}
/** The reports among what the host was asked. */
const reports = () => host.received.filter(({ url }) => url === '/v2/reporting');
const byCost = (parameters: Partial<Parameters<typeof readRanking>[0]> = {}) =>
  readRanking({ rank_by: 'cost', days: 7, limit: 25, ...parameters });

describe('a host of today', () => {
  test('is asked for two grouped reports, whatever the number of identities', async () => {
    report = growing(300);
    const ranking = valueOf(await byCost());
    expect(reports()).toHaveLength(2);
    expect(ranking.data.slice(0, 3).map(({ rank, external_id }) => [rank, external_id])).toEqual([
      [1, 'u299'],
      [2, 'u298'],
      [3, 'u297'],
    ]);
    expect(ranking).toMatchObject({ has_more: true, window: { days: 7, time_zone: 'UTC' } });
    expect(ranking.among).toBeUndefined();
  });

  test('waits for no name: who is not known is looked up after the page, and named or told as deleted next time', async () => {
    identities = [{ _id: 'id-299', external_id: 'ada', display_name: 'Ada' }];
    const row = (identity: string, cost: number) => ({
      dimensions: { identity },
      metrics: { request_count: 1, total_cost: cost },
    });
    report = () => ({ status: 200, body: { object: 'report', data: [row('ada', 2), row('bo', 1)] } });
    const [first, second] = valueOf(await byCost()).data;
    expect(first).toMatchObject({ external_id: 'ada', unseen: true });
    expect(second).toMatchObject({ external_id: 'bo', unseen: true });
    await vi.waitFor(async () => {
      const [named, gone] = valueOf(await byCost()).data;
      expect(named).toMatchObject({ identity: { _id: 'id-299', display_name: 'Ada' } });
      expect(gone).toMatchObject({ external_id: 'bo' });
      expect([gone?.identity, gone?.unseen]).toEqual([undefined, undefined]);
    });
    // Each was asked for once; a look before this test may still be asking for others.
    const asked = host.received.map(({ url }) => url).filter((url) => /\/(?:ada|bo)\b/.test(url));
    expect(asked.map((url) => url.replace(/\?.*/, '')).sort()).toEqual([
      '/v2/identities/ada',
      '/v2/identities/bo',
    ]);
  });

  test('says when a report was cut off', async () => {
    report = growing(5_000);
    expect(valueOf(await byCost()).among).toBe(5_000);
    expect(valueOf(await readOverview(7)).among).toBe(5_000);
    const page = valueOf(await readListPage(parseListQuery(new URLSearchParams('sort=cost'))));
    expect(page.ranking?.caption).toMatch(
      /^last 30 days, .* to .*, UTC, as of \d\d:\d\d · among the 5,000 largest$/,
    );
  });

  test('is walked for a search, up to a bound that is said; ranks stay those among all', async () => {
    identities = Array.from({ length: 1_020 }, (_, at) => ({
      _id: `id-${at}`,
      external_id: `u${at}`,
      display_name: at < 20 ? 'Ada' : 'Bob',
    }));
    report = growing(300);
    const found = valueOf(await byCost({ search: 'ada' }));
    expect(found.data.map(({ external_id }) => external_id)[0]).toBe('u19');
    expect(found.data[0]?.rank).toBe(281);
    expect(found.data).toHaveLength(20);
    expect(found.among_matches).toBeUndefined();
    identities = identities.map((identity) => ({ ...identity, display_name: 'Bob' }));
    expect(valueOf(await byCost({ search: 'bob' })).among_matches).toBe(1_000);
  });

  test('gives the first page for a cursor that has no place, and steps back from an empty one', async () => {
    report = growing(12);
    const page = (text: string) => readListPage(parseListQuery(new URLSearchParams(text)));
    const lost = valueOf(await page('sort=cost&limit=10&after=nobody'));
    expect(lost.query.after).toBeUndefined();
    expect(lost.ranking?.places[0]?.external_id).toBe('u11');
    const beyond = valueOf(await page('sort=cost&limit=10&after=u0'));
    expect(beyond.query).toMatchObject({ after: undefined, before: 'u0' });
    expect(beyond.ranking?.places).toHaveLength(10);
  });
});

describe('the overview', () => {
  test('adds up: days to totals, and lists hold no more than those', async () => {
    report = growing(20);
    const overview = valueOf(await readOverview(7));
    expect(overview.days).toHaveLength(7);
    expect(overview.totals.cost).toBe(35);
    expect(overview.totals_before.cost).toBe(35);
    expect(overview.identities).toBe(20);
    expect(overview.top.cost).toHaveLength(10);
    expect(overview.top.change[0]).toMatchObject({ external_id: 'u19' });
    expect(overview.cost_of_top).toMatchObject({ one: 20, ten: 155 });
    expect(reports()).toHaveLength(3);
  });
});

describe('a host of before', () => {
  test('is asked once more in its own words', async () => {
    report = growing(30, true);
    expect(valueOf(await byCost()).data[0]).toMatchObject({ external_id: 'u29', figures: { cost: 30 } });
    expect(reports()).toHaveLength(4);
  });

  test('that has more identities than a report by day holds cannot rank them, and says so', async () => {
    report = growing(5_000, true);
    const ranking = await byCost();
    expect(ranking.ok && isWithoutReports(ranking.value)).toBe(true);
  });
});

describe('a host without reports', () => {
  test.each([402, 403, 404, 405, 400, 422])('that answers %d is no failure', async (status) => {
    report = () => ({ status, body: { error: 'no' } });
    for (const read of [await byCost(), await readOverview(30)])
      expect(read.ok && isWithoutReports(read.value) ? read.value.no_reports : read).toEqual(
        expect.any(String),
      );
    const page = await readListPage(parseListQuery(new URLSearchParams('sort=tokens')));
    expect(page.ok ? page.value.no_reports : page).toEqual(expect.any(String));
  });

  test('that fails is a failure, and asked again later it answers', async () => {
    report = () => ({ status: 500, body: { error: 'broken' } });
    expect(await byCost()).toMatchObject({ ok: false, error: { kind: 'upstream', status: 500 } });
    forgetProcessWide('upstream-reports');
    report = growing(3);
    expect(valueOf(await byCost()).data).toHaveLength(3);
  });
});
