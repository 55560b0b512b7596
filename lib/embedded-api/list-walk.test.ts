import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type Answered, type TestApi } from './testing/api-client';
import { testStores, type FreshStore } from './testing/stores';

/** Paging while others write: whatever stays in the list from first page to last is met exactly once, in order. */
describe.each(testStores(process.env.TEST_DATABASE_URL))('walking the list on $name', ({ open }) => {
  let store: FreshStore;
  let api: TestApi;
  const clock = { now: Date.UTC(2026, 10, 20) };
  let created = 0;
  beforeAll(async () => {
    store = await open();
    api = await startTestApi(store.database, () => new Date(clock.now));
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await store.close();
  });
  beforeEach(() => store.clear());
  afterEach(() => expect(api.errors).toEqual([]));

  /** Names: many alike, some that sort alike, some without. Steps of the clock: often none, so times are alike too. */
  const row = fc.record({
    display_name: fc.constantFrom(null, '', 'ada', 'Ada', 'Ádá', 'bo', 'Zoë', '王', '😀', 'ada '),
    step: fc.constantFrom(0, 0, 1),
  });
  const change = fc.oneof(
    fc.record({ kind: fc.constant('insert' as const), row }),
    fc.record({ kind: fc.constant('delete' as const), at: fc.nat() }),
    // The page's own end, which is the cursor of the next.
    fc.constant({ kind: 'delete-cursor' as const }),
  );
  const walk = fc.record({
    rows: fc.array(row, { minLength: 1, maxLength: 14 }),
    limit: fc.integer({ min: 1, max: 4 }),
    between: fc.array(fc.array(change, { maxLength: 2 }), { maxLength: 8 }),
    side: fc.constantFrom('starting_after', 'ending_before'),
  });

  const insert = async (fields: { display_name: string | null; step: number }) => {
    clock.now += fields.step;
    return api.create({ external_id: `walk-${(created += 1)}`, display_name: fields.display_name });
  };
  const readAll = async (sort: string) => (await api.list(`?limit=50&${sort}`)).data;
  const remove = async (id: string) =>
    expect((await api.call('DELETE', `/v2/identities/${id}`)).status).toBe(200);

  const sorts = [
    'sort_by=IDENTITY_SORT_FIELD_UNSPECIFIED',
    'sort_by=IDENTITY_SORT_FIELD_DISPLAY_NAME',
    'sort_by=IDENTITY_SORT_FIELD_UPDATED',
  ];
  it.each(sorts)('%s', { timeout: 60_000 }, async (sort) => {
    await fc.assert(
      fc.asyncProperty(walk, async ({ rows, limit, between, side }) => {
        await store.clear();
        for (const fields of rows) await insert(fields);
        // Backwards starts below the last row, which goes at once: the walk lives off the place it had.
        const seen: Answered[] = [];
        let cursor: string | undefined;
        if (side === 'ending_before') {
          cursor = (await readAll(sort)).at(-1)?._id;
          if (cursor !== undefined) await remove(cursor);
        }
        const atStart = new Set((await readAll(sort)).map(({ _id }) => _id));
        const left = [...between];
        for (let pages = 0; ; pages += 1) {
          const page = await api.list(
            `?limit=${limit}&${sort}${cursor === undefined ? '' : `&${side}=${cursor}`}`,
          );
          seen.push(...(side === 'ending_before' ? [...page.data].reverse() : page.data));
          cursor = seen.at(-1)?._id;
          if (!page.has_more) break;
          expect(page.data).toHaveLength(limit);
          for (const step of left.shift() ?? []) {
            const now = await readAll(sort);
            const victim = step.kind === 'delete' ? now[step.at % Math.max(1, now.length)]?._id : cursor;
            if (step.kind === 'insert') await insert(step.row);
            else if (victim !== undefined && now.some(({ _id }) => _id === victim)) await remove(victim);
          }
          expect(pages).toBeLessThan(100);
        }
        const ids = seen.map(({ _id }) => _id);
        expect(new Set(ids).size).toBe(ids.length);
        const stayed = (await readAll(sort)).map(({ _id }) => _id).filter((id) => atStart.has(id));
        const met = ids.filter((id) => stayed.includes(id));
        expect(side === 'ending_before' ? met.reverse() : met).toEqual(stayed);
      }),
      { numRuns: 25 },
    );
  });

  it('orders newest first; by name without case or accents, unnamed last; by change', async () => {
    const names = ['bo', 'Zoë', null, 'Ádá', '', 'ada', 'Bo'];
    const ids: string[] = [];
    for (const display_name of names) ids.push((await insert({ display_name, step: 1 }))._id);
    const order = async (sort: string) => (await readAll(sort)).map(({ _id }) => ids.indexOf(_id));
    expect(await order('')).toEqual([6, 5, 4, 3, 2, 1, 0]);
    expect(await order('sort_by=IDENTITY_SORT_FIELD_DISPLAY_NAME')).toEqual([5, 3, 6, 0, 1, 4, 2]);
    clock.now += 5;
    await api.call('PATCH', `/v2/identities/${ids[2]}`, { display_name: 'Changed' });
    expect((await order('sort_by=IDENTITY_SORT_FIELD_UPDATED'))[0]).toBe(2);
  });

  it('has_more speaks about the direction asked for, and filters apply before paging', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      clock.now += 1;
      ids.unshift((await api.create({ external_id: `f-${n}`, tags: n % 2 === 0 ? ['even'] : [] }))._id);
    }
    const [first, second, third, , , last] = ids;
    expect(await api.list(`?ending_before=${third}&limit=2`)).toMatchObject({
      has_more: false,
      data: [{ _id: first }, { _id: second }],
    });
    expect(await api.list(`?ending_before=${third}&limit=1`)).toMatchObject({
      has_more: true,
      data: [{ _id: second }],
    });
    expect(await api.list(`?starting_after=${last}`)).toMatchObject({ has_more: false, data: [] });
    // The newest row is not even; it still is a place.
    const even = await api.list(`?starting_after=${first}&filter_by.tags=even&limit=3`);
    expect(even).toMatchObject({
      has_more: false,
      data: [{ external_id: 'f-4' }, { external_id: 'f-2' }, { external_id: 'f-0' }],
    });
  });

  it('places an unknown ULID by its time in the default order; refuses what it cannot place', async () => {
    const row = await insert({ display_name: 'ada', step: 1 });
    const future = '7ZZZZZZZZZZZZZZZZZZZZZZZZZ';
    for (const id of [future, `contact_${future}`, future.toLowerCase()]) {
      expect((await api.list(`?starting_after=${id}`)).data).toMatchObject([{ _id: row._id }]);
      expect(
        (await api.call('GET', `/v2/identities?sort_by=IDENTITY_SORT_FIELD_UPDATED&starting_after=${id}`))
          .status,
      ).toBe(400);
    }
    expect((await api.list('?starting_after=00000000000000000000000000')).data).toEqual([]);
    for (const query of [
      'starting_after=nobody',
      'ending_before=',
      'starting_after=%00',
      `starting_after=${row.external_id}`,
      `starting_after=${row._id}&ending_before=${row._id}`,
    ]) {
      expect([query, (await api.call('GET', `/v2/identities?${query}`)).status]).toEqual([query, 400]);
    }
    expect((await api.call('GET', '/v2/identities?sort_by=display_name')).status).toBe(400);
  });
});
