import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { failed, succeeded, type AppError } from '@/lib/errors/app-error';
import type { LookUpLine } from '@/lib/identity/looked-up';
import { lookUpMany } from './look-up-many';
import { actAs, withOwnStore } from './testing/own-store';

const { client } = vi.hoisted(() => ({ client: { retrieve: vi.fn(), list: vi.fn() } }));
vi.mock('next/headers', () => import('./testing/next-headers'));
vi.mock('./upstream', () => ({ upstream: async () => client, upstreamHealth: () => ({ state: 'ok' }) }));

const people = [
  { _id: '01A', external_id: 'ada', email: 'ada@x.io' },
  { _id: '01B', external_id: 'bob', email: 'shared@x.io' },
  { _id: '01C', external_id: 'cem', email: 'Shared@X.io' },
  { _id: '01D', external_id: 'dora@x.io', email: 'other@x.io' },
  { _id: '01E', external_id: 'eve', email: 'not-ada@x.io' },
].map((person) => ({ ...person, tags: [], metadata_text: '{}', workspace_id: 'w' }));

let searchFinds = (search: string) =>
  people.filter(({ email, external_id }) =>
    `${email} ${external_id}`.toLowerCase().includes(search.toLowerCase()),
  );
let atOnce = 0;
let most = 0;

withOwnStore();
beforeAll(async () => void (await actAs('viewer')));
beforeEach(() => {
  most = 0;
  client.list.mockReset().mockImplementation(async ({ search }: { search: string }) => {
    const identities = searchFinds(search).map(({ metadata_text: _text, ...rest }) => ({
      ...rest,
      metadata: {},
    }));
    return succeeded({ identities, has_more: false });
  });
  client.retrieve.mockReset().mockImplementation(async (id: string) => {
    most = Math.max(most, ++atOnce);
    await new Promise((resolve) => setTimeout(resolve, 1));
    atOnce -= 1;
    const found = people.find(({ _id, external_id }) => _id === id || external_id === id);
    return found === undefined ? failed({ kind: 'not-found', message: '' }) : succeeded(found);
  });
});

async function linesOf(values: string[], signal = new AbortController().signal): Promise<LookUpLine[]> {
  const found = await lookUpMany(values, signal);
  if (!found.ok) throw new Error('refused');
  const lines: LookUpLine[] = [];
  for await (const line of found.value) lines.push(line);
  return lines;
}

/** Each value with whom it means, in no fixed order. */
async function told(values: string[]): Promise<Record<string, string>> {
  const lines = await linesOf(values);
  return Object.fromEntries(
    lines.flatMap((line) => {
      if (!('value' in line)) return [];
      const { result } = line;
      if (result.state === 'found') return [[line.value, `${result.identity.external_id} by ${result.by}`]];
      if (result.state === 'ambiguous')
        return [[line.value, result.identities.map(({ external_id }) => external_id).join(' or ')]];
      return [[line.value, result.state]];
    }),
  );
}

test('ids, external ids, addresses and emails find whom they mean', async () => {
  expect(
    await told([
      '01A',
      'bob',
      'https://desk.example/identities/01C',
      'ADA@x.io',
      'SHARED@x.io',
      'nobody',
      'no@x.io',
    ]),
  ).toEqual({
    '01A': 'ada by ID',
    bob: 'bob by external ID',
    'https://desk.example/identities/01C': 'cem by ID',
    'ADA@x.io': 'ada by email',
    'SHARED@x.io': 'bob or cem',
    nobody: 'not-found',
    'no@x.io': 'not-found',
  });
});

test('an external id that reads like an email is found, also where the search does not look at external ids', async () => {
  expect(await told(['dora@x.io'])).toEqual({ 'dora@x.io': 'dora@x.io by external ID' });
  const before = searchFinds;
  searchFinds = () => [];
  expect(await told(['dora@x.io'])).toEqual({ 'dora@x.io': 'dora@x.io by external ID' });
  searchFinds = before;
});

test('an id costs one call and an email one search; what is repeated costs nothing, and four run at once', async () => {
  await linesOf(['ada', 'bob', 'cem', 'eve', '01A', '01B', 'ada', 'ada@x.io', 'ADA@X.IO']);
  expect(client.retrieve).toHaveBeenCalledTimes(6);
  expect(client.list).toHaveBeenCalledTimes(1);
  expect(most).toBeLessThanOrEqual(4);
});

test('a value that is too long to be an id asks nothing', async () => {
  expect(Object.values(await told(['x'.repeat(600)]))).toEqual(['not-found']);
  expect(client.retrieve).not.toHaveBeenCalled();
});

test('when the service asks to wait, the run waits, says so and asks again', async () => {
  client.retrieve.mockResolvedValueOnce(failed({ kind: 'rate-limited', message: '', retryAfterMs: 20 }));
  const lines = await linesOf(['ada', 'bob']);
  expect(lines).toContainEqual({ waitMs: 20 });
  expect(lines.filter((line) => 'value' in line && line.result.state === 'found')).toHaveLength(2);
});

test('what fails is told of its value; a failure that all share is not asked for over and over', async () => {
  const down: AppError = { kind: 'unreachable', reason: 'connection', message: '', outcomeUnknown: false };
  client.retrieve.mockResolvedValue(failed(down));
  const values = Array.from({ length: 40 }, (_, at) => `user_${at}`);
  const lines = await linesOf(values);
  expect(lines.filter((line) => 'value' in line && line.result.state === 'failed')).toHaveLength(40);
  expect(client.retrieve.mock.calls.length).toBeLessThan(10);
});

test('whoever leaves ends the run', async () => {
  const gone = new AbortController();
  client.retrieve.mockImplementation(async () => {
    gone.abort(new Error('gone'));
    throw gone.signal.reason;
  });
  await expect(linesOf(['ada', 'bob', 'cem', 'eve', 'nobody'], gone.signal)).rejects.toThrow('gone');
});
