import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { json, upstreamServer, type Received } from '@/lib/identity-client/testing/upstream-server';
import { changeTags } from './bulk-changes';
import { deleteIdentity, saveIdentity } from './identity-changes';
import { asChange, currentDeadline, withinOneDeadline } from './operator-action';
import { forgetProcessWide, processWide } from './process-wide';
import { actAs, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));

/** Changes through the real client against a real HTTP server that holds one identity and fails as told. */
let server: Awaited<ReturnType<typeof upstreamServer>>;
let fault: (call: Received, response: ServerResponse) => boolean;
let stored: { _id: string; external_id: string; display_name?: string; tags: string[] } | undefined;

beforeAll(async () => {
  server = await upstreamServer((response, call) => {
    if (fault(call, response)) return;
    carryOut(call);
    json(stored === undefined ? 404 : 200, stored ?? { error: 'gone' })(response);
  });
  vi.stubEnv('ORQ_API_URL', server.url);
});
withOwnStore({ ORQ_API_KEY: 'key-canary-4711' });
beforeAll(async () => void (await actAs('admin')));
afterEach(() => {
  server.received.length = 0;
  // Each test has a client, and with it a breaker, of its own.
  for (const name of ['upstream', 'upstream-health']) forgetProcessWide(name);
});
afterAll(async () => {
  await server.close();
});

function carryOut({ method, body }: Received): void {
  if (method === 'DELETE') stored = undefined;
  if (method === 'PATCH' && stored !== undefined) stored = { ...stored, ...JSON.parse(body) };
}
function given(next: typeof fault): void {
  stored = { _id: 'id1', external_id: 'ada', display_name: 'Ada', tags: ['a'] };
  fault = next;
}
const sent = (method: string) => server.received.filter((call) => call.method === method).length;

/** Misbehaves on the calls of one method, one way after the other; those after the last are answered. */
function onEach(method: string, ...ways: ((response: ServerResponse, call: Received) => void)[]) {
  let count = 0;
  return (call: Received, response: ServerResponse) => {
    if (call.method !== method) return false;
    const way = ways[count];
    count += 1;
    way?.(response, call);
    return way !== undefined;
  };
}
const reset = (response: ServerResponse) => void response.destroy();
const done = (response: ServerResponse, call: Received) => {
  carryOut(call);
  response.destroy();
};
const late = json(504, { error: 'gateway timeout' });
const limited = json(429, { error: 'slow down' });
const html = (response: ServerResponse) =>
  void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Sign in to the network</h1>');

describe('deleting', () => {
  test('an answer lost twice is looked up: gone is deleted', async () => {
    given(onEach('DELETE', done, reset));
    expect(await deleteIdentity('id1')).toEqual({ ok: true, value: { deleted: 'id1' } });
    expect(sent('DELETE')).toBe(2);
  });

  test('still there after broken connections is not deleted; it is repeated once and no more', async () => {
    given(onEach('DELETE', reset, reset, reset));
    expect(await deleteIdentity('id1')).toMatchObject({
      error: { kind: 'unreachable', outcomeUnknown: false },
    });
    expect(sent('DELETE')).toBe(2);
  });

  test('a refused repeat says nothing about the first, which a proxy may still carry out', async () => {
    given(onEach('DELETE', late, limited));
    expect(await deleteIdentity('id1')).toMatchObject({ error: { status: 504, outcomeUnknown: true } });
  });

  test('a success that some other program answered is not believed', async () => {
    let reads = 0;
    given(({ method }, response) => {
      // The read before the deletion is still answered.
      if (method === 'GET' && (reads += 1) === 1) return false;
      html(response);
      return true;
    });
    expect(await deleteIdentity('id1')).toMatchObject({
      error: { kind: 'unreadable', outcomeUnknown: true },
    });
    expect(stored).toBeDefined();
  });

  test('a refusal is final and asks for no look', async () => {
    given(onEach('DELETE', json(403, { error: 'no' })));
    expect(await deleteIdentity('id1')).toMatchObject({ error: { kind: 'key-refused' } });
    expect(server.received.map(({ method }) => method)).toEqual(['GET', 'DELETE']);
  });
});

describe('changing tags', () => {
  const add = { add: ['b'], remove: [] };

  test('carried out before the answer was lost: changed, and written once', async () => {
    given(onEach('PATCH', done));
    expect(await changeTags('id1', add)).toMatchObject({
      ok: true,
      value: { status: 'changed', row: { tags: ['a', 'b'] } },
    });
    expect(sent('PATCH')).toBe(1);
  });

  test('lost twice is looked up once more: not done, and that is known', async () => {
    given(onEach('PATCH', reset, reset, reset));
    expect(await changeTags('id1', add)).toMatchObject({ error: { outcomeUnknown: false } });
    expect(sent('PATCH')).toBe(2);
  });

  test('lost, and then nothing can be read: unknown, and not the words of the read', async () => {
    given((call, response) => {
      if (call.method === 'PATCH') reset(response);
      else if (sent('PATCH') > 0) json(401, { error: 'no' })(response);
      else return false;
      return true;
    });
    expect(await changeTags('id1', add)).toMatchObject({
      error: { kind: 'unreachable', outcomeUnknown: true },
    });
  });

  test('a refusal after one that may still come leaves it unknown', async () => {
    given(onEach('PATCH', late, limited));
    expect(await changeTags('id1', add)).toMatchObject({ error: { status: 504, outcomeUnknown: true } });
  });
});

describe('saving', () => {
  const save = () => saveIdentity('id1', { display_name: 'Ada' }, { display_name: 'Ada L.' });

  test('an answer that cannot be read after the change: looked up and found done', async () => {
    given(
      onEach('PATCH', (response, call) => {
        carryOut(call);
        html(response);
      }),
    );
    expect(await save()).toMatchObject({ ok: true, value: { status: 'saved' } });
    expect(sent('PATCH')).toBe(1);
  });

  test('failed before the change: looked up, not done, and sent once', async () => {
    given(onEach('PATCH', json(500, { error: 'internal' })));
    expect(await save()).toMatchObject({ error: { status: 500, outcomeUnknown: false } });
    expect(sent('PATCH')).toBe(1);
  });
});

describe('one action', () => {
  test('has one deadline, however deep the work', async () => {
    given(() => false);
    expect(currentDeadline()).toBeUndefined();
    await withinOneDeadline(async () => {
      const outer = currentDeadline();
      expect(outer?.leftMs()).toBeGreaterThan(9_000);
      await withinOneDeadline(async () => expect(currentDeadline()).toBe(outer));
    });
    expect(currentDeadline()).toBeUndefined();
  });

  test('is not begun while the process stops', async () => {
    given(() => false);
    forgetProcessWide('lifecycle');
    processWide('lifecycle', () => ({ stopping: true, running: 0 }));
    expect(await asChange(() => deleteIdentity('id1'))).toMatchObject({
      error: { reason: 'stopping', outcomeUnknown: false },
    });
    expect(server.received).toHaveLength(0);
  });
});
