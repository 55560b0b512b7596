import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, TEST_KEY, type TestApi } from '@/lib/embedded-api/testing/api-client';
import { testStores, type FreshStore } from '@/lib/embedded-api/testing/stores';
import { createIdentityClient, type IdentityClient } from '@/lib/identity-client/client';
import { editIdentityForm, updateRequest } from '@/lib/identity/identity-form';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { valuesOf } from '@/lib/identity/identity-values';
import { METADATA_BYTES_MAX, METADATA_DEPTH_MAX, metadataTextIssue } from '@/lib/identity/metadata-text';
import { anyObjectText, nested } from '@/lib/identity/testing/any-json-text';
import type { Outcome } from '@/lib/errors/app-error';

/** Metadata through the client, over HTTP, into the store and back: the very text, or a refusal; never another text. */
describe.each(testStores(process.env.TEST_DATABASE_URL))('metadata on $name', ({ open }) => {
  let store: FreshStore;
  let api: TestApi;
  let client: IdentityClient;
  let made = 0;
  beforeAll(async () => {
    store = await open();
    api = await startTestApi(store.database);
    client = createIdentityClient({
      baseUrl: api.origin,
      apiKey: TEST_KEY,
      fetch: (request) => fetch(request),
    });
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await store.close();
  });

  const created = async (metadata_text: string) =>
    valued(await client.create({ external_id: `round-${(made += 1)}`, metadata_text }));
  const stored = async ({ _id }: { _id: string }) => valued(await client.retrieve(_id));

  test('comes back as it was written, at a create, a read and an update', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyObjectText, anyObjectText, async (first, second) => {
        const identity = await created(first);
        expect(identity.metadata_text).toBe(first);
        expect((await stored(identity)).metadata_text).toBe(first);
        expect(valued(await client.update(identity._id, { metadata_text: second })).metadata_text).toBe(
          second,
        );
        expect((await stored(identity)).metadata_text).toBe(second);
      }),
      { numRuns: 75 },
    );
  });

  test(
    'stays as it is when another field is edited, also where the form would refuse it today',
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(anyObjectText, fc.string({ minLength: 1 }), async (text, name) => {
          const opened = valuesOf(await created(text));
          const form = editIdentityForm(opened).safeParse({ ...opened, display_name: `x${name}` });
          // A name may hold what cannot be stored; then nothing is sent.
          if (!form.success) return;
          const changes = updateRequest(opened, form.data);
          expect(Object.keys(changes)).toEqual(['display_name']);
          const saved = valued(await client.update(`round-${made}`, changes));
          expect(saved.metadata_text).toBe(text);
        }),
        { numRuns: 60 },
      );
    },
  );

  test.each([
    ['__proto__ and constructor', '{"__proto__": {"admin": true}, "constructor": {"prototype": 1}}'],
    ['big and odd numbers', '{"n": 9007199254740993, "z": -0, "e": 1e400, "f": 1.50}'],
    ['repeated members', '{"a": 1, "a": 2, "b": {"c": 1, "c": 1}}'],
    ['32 levels', nested(METADATA_DEPTH_MAX)],
    ['33 levels', nested(METADATA_DEPTH_MAX + 1)],
    ['400 levels', nested(400)],
    ['more than a form takes', `{"long": "${'x'.repeat(METADATA_BYTES_MAX)}"}`],
  ])('%s is kept as it is', async (_what, text) => {
    const identity = await created(text);
    await client.update(identity._id, { display_name: 'Renamed' });
    expect(await stored(identity)).toMatchObject({ display_name: 'Renamed', metadata_text: text });
  });

  test.each([
    ['NUL', '{"a": "\\u0000"}'],
    ['NUL in a name', '{"\\u0000": 1}'],
    ['half a surrogate pair', '{"a": "\\ud800"}'],
    ['half a pair behind a repeated name', '{"a": "\\udc00", "a": 1}'],
  ])('%s is refused by name, and nothing is stored', async (_what, text) => {
    const outcome = await client.create({ external_id: `refused-${(made += 1)}`, metadata_text: text });
    expect(outcome).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: { metadata: [expect.stringContaining('cannot be stored')] } },
    });
    expect(await client.retrieve(`refused-${made}`)).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    });
  });

  test(
    'what a form lets through is stored as typed; what it stops says why',
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(anyObjectText, async (text) => {
          const opened = valuesOf(await created('{}'));
          const form = editIdentityForm(opened).safeParse({ ...opened, metadata_text: text });
          expect(form.success).toBe(metadataTextIssue(text) === undefined);
          if (!form.success) {
            expect(form.error.issues[0]?.message).not.toBe('');
            return;
          }
          const changes = updateRequest(opened, form.data);
          if (changes.metadata_text === undefined) return;
          expect(valued(await client.update(`round-${made}`, changes)).metadata_text).toBe(text.trim());
        }),
        { numRuns: 60 },
      );
    },
  );
});

function valued(outcome: Outcome<IdentityRecord>): IdentityRecord {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}
