import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { errorBody } from '@/lib/identity/schema';
import { isWellFormedText } from '@/lib/identity/well-formed-text';
import { anyRequest, nearIdentity } from '../testing/any-request';
import { startTestApi, TEST_KEY, type TestApi } from '../testing/api-client';
import { servedOperations, type ServedOperation } from '../testing/document';
import { sendRaw, type RawAnswer, type RawRequest } from '../testing/raw-request';
import { testStores, type FreshStore } from '../testing/stores';
import { openApiDocument } from './document';

const RUNS = 200;

/** Whatever is sent to whichever operation: an answer in time, no 5xx, and only what the document says. */
describe.each(testStores(process.env.TEST_DATABASE_URL))('any request on $name', ({ open }) => {
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
  afterEach(() => expect(api.errors).toEqual([]));

  const operations = servedOperations(JSON.parse(JSON.stringify(openApiDocument())));

  it.each(operations)(
    'to $id gets a documented answer',
    async (operation) => {
      const create = operations.find(({ id }) => id === 'CreateIdentity') ?? operation;
      // A create goes before each, so that there is something to find, to collide with, to change and to remove.
      await fc.assert(
        fc.asyncProperty(anyRequest(create), anyRequest(operation), async (before, request) => {
          for (const [sent, to] of [
            [before, create],
            [request, operation],
          ] as const) {
            const answer = await sendRaw(api.origin, sent);
            expect(faultsOf(sent, answer, [to, ...operations])).toEqual([]);
          }
        }),
        { numRuns: RUNS },
      );
    },
    120_000,
  );

  it('with another method gets 405 and the methods that there are', async () => {
    const method = fc.constantFrom('PUT', 'OPTIONS', 'PROPFIND', 'POST', 'PATCH', 'DELETE', 'HEAD');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...operations).chain(anyRequest), method, async (sent, other) => {
        const request = { ...sent, method: other };
        const { status, headers } = await sendRaw(api.origin, request);
        expect(status).toBeLessThan(500);
        if (status === 405) expect(headers.get('allow')?.split(', ')).not.toContain(other);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it.each(['CreateIdentity', 'UpdateIdentity'])(
    'of %s is refused for its body exactly when the document does not allow it',
    async (id) => {
      const operation = operations.find((found) => found.id === id);
      if (operation === undefined) throw new Error(`There is no ${id}.`);
      const headers = { authorization: `Bearer ${TEST_KEY}` };
      const path = operation.path.replace('{id}', 'there');
      await fc.assert(
        fc.asyncProperty(nearIdentity, async (members) => {
          await store.clear();
          if (operation.method === 'PATCH') await api.create({ external_id: 'there' });
          const text = JSON.stringify(members);
          const { status } = await sendRaw(api.origin, {
            method: operation.method,
            path,
            headers,
            body: text,
          });
          const sent: unknown = JSON.parse(text);
          // The document cannot say in a schema that NUL and half surrogates are refused; its text does.
          const storable = textsOf(sent).every(isWellFormedText);
          if (status < 400) expect([text, operation.takes(sent)]).toEqual([text, true]);
          else if (storable) expect([text, status, operation.takes(sent, true)]).toEqual([text, 400, false]);
        }),
        { numRuns: RUNS },
      );
    },
    120_000,
  );
});

/** What is wrong with an answer. A path that leads to no operation gets the error body with 404, or 405 above it. */
function faultsOf(
  sent: RawRequest,
  answer: RawAnswer,
  operations: readonly [ServedOperation, ...ServedOperation[]],
): string[] {
  if (answer.status >= 500) return [`status ${answer.status}`];
  // A mark in an odd id may cut the path off where another operation is.
  const led = operations.find((operation) => sent.method === operation.method && leadsTo(sent, operation));
  if (led !== undefined) return led.faults(answer);
  const body = errorBody.safeParse(JSON.parse(answer.text));
  if (answer.status === 401) return operations[0].faults(answer);
  return body.success && [404, 405].includes(answer.status) ? [] : [`${answer.status} ${answer.text}`];
}

/** Whether the path, as any client and server normalises it, is still one of the operation. */
function leadsTo({ path }: RawRequest, operation: ServedOperation): boolean {
  const { pathname } = new URL(path, 'http://host');
  return new RegExp(`^${operation.path.replace('{id}', '[^/]+')}$`).test(pathname);
}

/** Every text in a value, names of members included. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  const nested = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]).safeParse(value);
  if (!nested.success) return [];
  return [...Object.keys(nested.data), ...Object.values(nested.data).flatMap(textsOf)];
}
