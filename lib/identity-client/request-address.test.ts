import fc from 'fast-check';
import { expect, test } from 'vitest';
import { identityAddress } from '@/lib/identity/api-address';
import { listAddress } from './request-address';

const base = fc
  .record({
    host: fc.constantFrom('https://api.orq.ai', 'http://127.0.0.1:8787', 'https://proxy.example:8443'),
    prefix: fc.array(fc.stringMatching(/^[\w-]{1,8}$/), { maxLength: 3 }),
    slash: fc.constantFrom('', '/', '//'),
  })
  .map(({ host, prefix, slash }) => ({
    text: `${host}${prefix.map((part) => `/${part}`).join('')}${slash}`,
    origin: new URL(host).origin,
    path: `${prefix.map((part) => `/${part}`).join('')}/v2/identities`,
  }));
const anyText = fc.string({ unit: 'binary', maxLength: 40 });
/** Texts that are dear to path and query parsers. */
const sharp = fc.constantFrom(
  '.',
  '..',
  '%2e%2e',
  '../..',
  'a/b',
  '?x=1',
  '#top',
  '//evil.example',
  '\\',
  '%',
  '+',
  '&',
  '@',
);

test('an id is one segment below the collection of this very host, whatever it holds', () =>
  fc.assert(
    fc.property(base, fc.oneof(anyText, sharp), ({ text, origin, path }, id) => {
      const address = identityAddress(text, id);
      const hasNone = id === '' || id === '.' || id === '..' || !id.isWellFormed();
      expect(address === undefined).toBe(hasNone);
      if (address === undefined) return;
      const url = new URL(address);
      expect(url.origin).toBe(origin);
      expect(url.search + url.hash).toBe('');
      expect(url.pathname.startsWith(`${path}/`)).toBe(true);
      const segment = url.pathname.slice(path.length + 1);
      expect(segment).not.toContain('/');
      expect(decodeURIComponent(segment)).toBe(id);
    }),
    { numRuns: 500 },
  ));

const wellFormed = anyText.filter((text) => text.isWellFormed());

test('a list call says just what was asked, on this very host, and reads back as it was', () =>
  fc.assert(
    fc.property(
      base,
      fc.record({
        limit: fc.oneof(fc.integer(), fc.double()),
        search: fc.oneof(wellFormed, sharp),
        tags: fc.array(fc.oneof(wellFormed, sharp), { maxLength: 4 }),
        cursor: fc.option(fc.tuple(fc.constantFrom('starting_after', 'ending_before'), wellFormed)),
        include_metrics: fc.boolean(),
      }),
      fc.constantFrom('repeated' as const, 'json' as const),
      ({ text, origin, path }, { cursor, ...asked }, encoding) => {
        const parameters = { ...asked, ...(cursor !== null && { [cursor[0]]: cursor[1] }) };
        const url = new URL(listAddress(text, parameters, encoding));
        expect(url.origin + url.pathname).toBe(origin + path);
        const { searchParams: query } = url;

        const limit = Number(query.get('limit'));
        expect(Number.isInteger(limit) && limit >= 1 && limit <= 50).toBe(true);
        const search = asked.search.trim();
        expect(query.get('search')).toBe([...search].length >= 2 ? search : null);
        const filter = query.get('filter_by');
        expect(
          encoding === 'json'
            ? filter === null
              ? []
              : JSON.parse(filter).tags
            : query.getAll('filter_by.tags'),
        ).toEqual(asked.tags);
        expect(query.get('starting_after')).toBe(cursor?.[0] === 'starting_after' ? cursor[1] : null);
        expect(query.get('ending_before')).toBe(cursor?.[0] === 'ending_before' ? cursor[1] : null);
        expect(query.get('include_metrics')).toBe(asked.include_metrics ? 'true' : null);
        // A plus is a space to some servers and a plus to others; neither is left to them.
        expect(url.search).not.toContain('+');
      },
    ),
    { numRuns: 500 },
  ));
