import { beforeAll, describe, expect, test, vi } from 'vitest';
import { addUse } from '@/lib/embedded-api/testing/use';
import type { Outcome } from '@/lib/errors/app-error';
import { createIdentityForm } from '@/lib/identity/identity-form';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { parseListQuery } from '@/lib/identity/list-query';
import { isWithoutReports, type NoReports } from '@/lib/reporting/no-reports';
import { sumOfFigures } from '@/lib/reporting/reported-figures';
import { createIdentity, deleteIdentity } from './identity-changes';
import { readListPage } from './list-page';
import { resetColumns, saveColumns } from './own-columns';
import { readOverview } from './rankings';
import { store } from './store';
import { exported } from './testing/exported';
import { actAs, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));

/** The real way through: the operator, the client, the wire format, the embedded API and its standings. */
withOwnStore();

const DAY = 86_400_000;
/** `user_1` cost 1 dollar in the last days, `user_2` 2 and so on; all of them 5 in the seven days before. */
const COUNT = 27;
const idOf = new Map<string, string>();

beforeAll(async () => {
  await actAs('admin');
  for (let at = 1; at <= COUNT; at += 1) {
    const created = await createIdentity(
      createIdentityForm.parse({
        external_id: `user_${at}`,
        display_name: `Person ${at}`,
        email: '',
        avatar_url: '',
        tags: at % 2 === 0 ? ['even'] : [],
        metadata_text: at % 2 === 0 ? '' : `{"seats":${at},"other":"not asked for"}`,
      }),
    );
    if (!created.ok) throw new Error(created.error.message);
    idOf.set(`user_${at}`, created.value._id);
  }
  const used = (at: number, ago: number, cost: string) => ({
    externalId: `user_${at}`,
    at: new Date(Date.now() - ago * DAY),
    requests: 10 * at,
    errors: at,
    tokens: 100,
    cost,
  });
  const all = Array.from({ length: COUNT }, (_, at) => at + 1);
  const { orm } = await store();
  await addUse(orm, [
    ...all.map((at) => used(at, 0, `${at}.000000000001`)),
    ...all.map((at) => used(at, 8, '5')),
  ]);
  const deleted = await deleteIdentity(idOf.get('user_26') ?? '');
  if (!deleted.ok) throw new Error(deleted.error.message);
}, 60_000);

function valueOf<T extends object>(outcome: Outcome<T | NoReports>): T {
  if (!outcome.ok) throw new Error(`unexpected ${outcome.error.kind}: ${outcome.error.message}`);
  if (isWithoutReports(outcome.value)) throw new Error('unexpectedly without reports');
  return outcome.value;
}
const pageOf = async (text: string): Promise<IdentityPage> =>
  valueOf(await readListPage(parseListQuery(new URLSearchParams(text))));
const placesOf = (page: IdentityPage) => page.ranking?.places.map(({ external_id }) => external_id) ?? [];

describe('a ranked list', () => {
  test('begins with the highest, in the words of its period', async () => {
    const page = await pageOf('sort=cost&days=7');
    expect(placesOf(page).slice(0, 3)).toEqual(['user_27', 'user_26', 'user_25']);
    expect(page.ranking).toMatchObject({ window: { days: 7, time_zone: 'UTC' } });
    expect(page.ranking?.places[0]).toMatchObject({ id: idOf.get('user_27'), figures: { errors: 27 } });
    // Rows tell of 30 days elsewhere, so they carry none of these figures.
    expect(page.rows[0]?.metrics).toBeUndefined();
  });

  test('keeps the place of who is gone, by the name they had', async () => {
    const page = await pageOf('sort=cost&days=7');
    const [, gone] = page.ranking?.places ?? [];
    expect(gone).toMatchObject({ rank: 2, external_id: 'user_26', last_name: 'Person 26' });
    expect(gone?.id).toBeUndefined();
    expect(page.rows).toHaveLength(24);
  });

  test('has the metadata keys that are columns, and of its rows no others', async () => {
    expect((await pageOf('sort=cost&days=7')).rows[0]).not.toHaveProperty('metadata');
    await saveColumns([{ id: 'metadata:seats' }]);
    const page = await pageOf('sort=cost&days=7');
    await resetColumns();
    expect(page.rows.slice(0, 3).map(({ external_id, metadata }) => [external_id, metadata])).toEqual([
      ['user_27', [{ key: 'seats', text: '27', number: true }]],
      ['user_25', [{ key: 'seats', text: '25', number: true }]],
      ['user_24', []],
    ]);
    expect(page.columns[1]).toMatchObject({ id: 'metadata:seats', kind: 'figure' });
    expect(JSON.stringify(page)).not.toContain('not asked for');
  });

  test('is walked forwards and back, everybody once', async () => {
    const first = await pageOf('sort=cost&days=7&limit=10');
    const second = await pageOf(`sort=cost&days=7&limit=10&after=${placesOf(first).at(-1)}`);
    const third = await pageOf(`sort=cost&days=7&limit=10&after=${placesOf(second).at(-1)}`);
    const all = [first, second, third].flatMap(placesOf);
    expect(all).toEqual(Array.from({ length: COUNT }, (_, at) => `user_${COUNT - at}`));
    expect([first, second, third].map(({ has_more }) => has_more)).toEqual([true, true, false]);
    const back = await pageOf(`sort=cost&days=7&limit=10&before=${placesOf(third)[0]}`);
    expect(placesOf(back)).toEqual(placesOf(second));
    expect((await pageOf('sort=cost&days=7&after=nobody')).query.after).toBeUndefined();
  });

  test('search and tags narrow it, and ranks stay', async () => {
    const page = await pageOf('sort=cost&days=7&tag=even');
    expect(page.ranking?.places.slice(0, 2).map(({ rank }) => rank)).toEqual([4, 6]);
    expect(placesOf(await pageOf('sort=cost&days=7&search=Person+13'))).toEqual(['user_13']);
  });

  test('by change the largest comes first, whether more or less', async () => {
    const page = await pageOf('sort=change&days=7');
    expect(placesOf(page)[0]).toBe('user_27');
    expect(page.ranking?.places[0]).toMatchObject({ before: { cost: 5 } });
    expect(placesOf(page)).not.toContain('nobody');
  });
});

test('an overview adds up', async () => {
  const overview = valueOf(await readOverview(7));
  const { totals, days, top, identities } = overview;
  expect(sumOfFigures(days.map(({ figures }) => figures)).cost).toBeCloseTo(totals.cost, 9);
  expect(totals.cost).toBeCloseTo((COUNT * (COUNT + 1)) / 2, 6);
  expect(identities).toBe(COUNT);
  expect(top.cost).toHaveLength(10);
  expect(top.cost[1]).toMatchObject({ external_id: 'user_26', last_name: 'Person 26' });
});

const FIGURES = ['id', 'requests', 'tokens', 'cost', 'error_rate'] as const;

test('an export of chosen ones holds the figures of the period and names its window', async () => {
  const ids = [idOf.get('user_27') ?? '', idOf.get('user_1') ?? ''];
  const { text } = await exported({ selection: { by: 'ids', ids, days: 7 }, fields: [...FIGURES] });
  const [header, first, second, end] = text.split('\r\n');
  expect(header).toContain('"usage_window_days","usage_time_zone","usage_window_start","usage_window_end"');
  expect(first).toMatch(/,270,27,100,27\.000000000001,0\.1,7,"UTC","[^"]+T00:00:00.000Z","[^"]+Z"$/);
  expect(second).toMatch(/,10,1,100,1\.000000000001,0\.1,7,"UTC",/);
  expect(end).toBe('');
});

test('an export of the ranking has all its places in their order, those of the deleted too, and the days before', async () => {
  const { text, progress } = await exported({
    selection: { by: 'matching', search: '', tags: [], sort: 'cost', days: 7 },
    format: 'jsonl',
    fields: [...FIGURES, 'external_id', 'metadata'],
    keys: [],
  });
  const places = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(progress).toMatchObject({ state: 'done', rows: COUNT });
  expect(places.map(({ rank, external_id }) => [rank, external_id])).toEqual(
    Array.from({ length: COUNT }, (_, at) => [at + 1, `user_${COUNT - at}`]),
  );
  expect(places[0]).toMatchObject({ name: 'Person 27', _id: idOf.get('user_27'), metadata: {} });
  expect(places[0]).toMatchObject({ cost_usd: 27.000000000001, cost_usd_before: 5, requests_before: 270 });
  expect(places[0]).toMatchObject({ usage_window_days: 7, usage_time_zone: 'UTC' });
  expect(places[1]).toMatchObject({ name: 'Deleted identity user_26', cost_usd: 26.000000000001 });
  expect(places[1]).not.toHaveProperty('_id');
  const even = await exported({
    selection: { by: 'matching', search: '', tags: ['even'], sort: 'cost', days: 7 },
    fields: ['external_id'],
  });
  // The deleted one has no tags any more; ranks stay those among everybody.
  expect(even.text.split('\r\n')[1]).toBe('4,"Person 24","user_24"');
  expect(even.progress.rows).toBe(12);
});
