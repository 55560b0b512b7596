import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from './testing/api-client';
import { testStores, type FreshStore } from './testing/stores';

/** Searches of two characters go by an index of their own; they must find what longer ones find. */
describe.each(testStores(process.env.TEST_DATABASE_URL))(
  'a search of two characters on $name',
  ({ open }) => {
    let store: FreshStore;
    let api: TestApi;
    beforeAll(async () => {
      store = await open();
      api = await startTestApi(store.database);
    }, 60_000);
    afterAll(async () => {
      await api.close();
      await store.close();
    });
    beforeEach(() => store.clear());

    const found = async (search: string) =>
      (await api.list(`?search=${encodeURIComponent(search)}`)).data.map(({ external_id }) => external_id);
    /** Every pair of neighbours that is two characters also when lower-cased, and is not trimmed or without letters. */
    const pairs = (text: string) => {
      const characters = [...text];
      return characters
        .slice(1)
        .map((character, at) => `${characters[at]}${character}`)
        .filter((pair) => pair.trim() === pair && [...pair.toLowerCase()].length === 2);
    };

    it('finds every pair of neighbours of any name', { timeout: 60_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc
            .string({ unit: 'grapheme', minLength: 2, maxLength: 20 })
            .filter((name) => pairs(name).length > 0),
          async (name) => {
            await store.clear();
            await api.create({ external_id: '.', display_name: name });
            await api.create({ external_id: '_', display_name: 'q' });
            for (const pair of pairs(name)) expect([pair, await found(pair)]).toEqual([pair, ['.']]);
          },
        ),
        { numRuns: 60 },
      );
    });

    it('finds them in names of any length, which are stored in no time', { timeout: 20_000 }, async () => {
      await api.create({ external_id: 'long', display_name: `${'x'.repeat(700_000)}qz` });
      await api.create({ external_id: 'edge', display_name: `${'x'.repeat(1_100)}qz` });
      await api.create({ external_id: 'short', display_name: 'qz' });
      await api.create({ external_id: 'none', display_name: 'zq' });
      expect(await found('qz')).toEqual(['short', 'edge', 'long']);
      expect(await found('QZ')).toEqual(['short', 'edge', 'long']);
      expect(await found('jw')).toEqual([]);
    });

    it('takes % and _ for themselves', async () => {
      await api.create({ external_id: 'a', display_name: '5% off' });
      await api.create({ external_id: 'b', display_name: '50 off' });
      expect(await found('5%')).toEqual(['a']);
      expect(await found('_o')).toEqual([]);
    });
  },
);
