import fc from 'fast-check';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { failed, succeeded, type AppError } from '@/lib/errors/app-error';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { changeTags, tagsAfter } from './bulk-changes';
import { actAs, withOwnStore } from './testing/own-store';

const { client } = vi.hoisted(() => ({ client: { retrieve: vi.fn(), update: vi.fn() } }));
vi.mock('next/headers', () => import('./testing/next-headers'));
vi.mock('./upstream', () => ({ upstream: async () => client, upstreamHealth: () => ({ state: 'ok' }) }));

const record = (tags: string[], updated = '2026-11-20T10:00:00.000Z', _id = 'id1'): IdentityRecord => ({
  _id,
  external_id: 'ada',
  workspace_id: 'w',
  display_name: 'Ada',
  email: undefined,
  avatar_url: undefined,
  tags,
  metadata_text: '{}',
  created: updated,
  updated,
  metrics: undefined,
});
const late: AppError = { kind: 'upstream', status: 412, message: 'Precondition failed' };
const lost: AppError = { kind: 'unreachable', reason: 'timeout', message: '', outcomeUnknown: true };

withOwnStore();
beforeAll(async () => void (await actAs('editor')));
beforeEach(() => {
  client.retrieve.mockReset();
  client.update.mockReset();
});

test.each([
  [['a', 'b'], ['c', 'a'], [], ['a', 'b', 'c']],
  [['a', 'b', 'c'], [], ['b', 'x'], ['a', 'c']],
  [['b', 'a', 'b'], [], ['a'], ['b', 'b']],
  [['Vip'], ['vip', 'vip'], [], ['Vip', 'vip']],
])('%j, adding %j and removing %j, is %j', (tags, add, remove, after) =>
  expect(tagsAfter(tags, { add, remove })).toEqual(after),
);

test('tags end the same however often a change is made, and nothing else moves', () => {
  const tags = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'A'));
  fc.assert(
    fc.property(tags, tags, tags, (stored, add, removed) => {
      const change = { add, remove: removed.filter((tag) => !add.includes(tag)) };
      const after = tagsAfter(stored, change);
      expect(tagsAfter(after, change)).toEqual(after);
      expect(add.every((tag) => after.includes(tag))).toBe(true);
      expect(change.remove.some((tag) => after.includes(tag))).toBe(false);
      expect(after.slice(0, stored.filter((tag) => !change.remove.includes(tag)).length)).toEqual(
        stored.filter((tag) => !change.remove.includes(tag)),
      );
    }),
  );
});

test('the whole list is written, on condition of what was read', async () => {
  client.retrieve.mockResolvedValue(succeeded(record(['a'])));
  client.update.mockResolvedValue(succeeded(record(['a', 'b'])));
  expect(await changeTags('id1', { add: ['b'], remove: [] })).toMatchObject({
    ok: true,
    value: { status: 'changed', row: { tags: ['a', 'b'] } },
  });
  expect(client.update).toHaveBeenCalledExactlyOnceWith(
    'id1',
    { tags: ['a', 'b'] },
    { ifUnchangedSince: '2026-11-20T10:00:00.000Z' },
  );
});

test('nothing is written when nothing would change', async () => {
  client.retrieve.mockResolvedValue(succeeded(record(['a'])));
  expect(await changeTags('id1', { add: ['a'], remove: ['x'] })).toMatchObject({
    ok: true,
    value: { status: 'unchanged' },
  });
  expect(client.update).not.toHaveBeenCalled();
});

test('a change that came too late is computed anew, once, and loses nothing', async () => {
  client.retrieve
    .mockResolvedValueOnce(succeeded(record(['a'])))
    .mockResolvedValueOnce(succeeded(record(['a', 'theirs'], 'later')));
  client.update
    .mockResolvedValueOnce(failed(late))
    .mockResolvedValueOnce(succeeded(record(['a', 'theirs', 'b'])));
  expect((await changeTags('id1', { add: ['b'], remove: [] })).ok).toBe(true);
  expect(client.update).toHaveBeenLastCalledWith(
    'id1',
    { tags: ['a', 'theirs', 'b'] },
    { ifUnchangedSince: 'later' },
  );

  client.retrieve.mockResolvedValue(succeeded(record(['a'])));
  client.update.mockReset().mockResolvedValue(failed(late));
  expect(await changeTags('id1', { add: ['b'], remove: [] })).toEqual(failed(late));
  expect(client.update).toHaveBeenCalledTimes(2);
});

test('after a lost answer the identity is read: what was carried out is not written again', async () => {
  client.retrieve
    .mockResolvedValueOnce(succeeded(record(['a'])))
    .mockResolvedValueOnce(succeeded(record(['a', 'b'])));
  client.update.mockResolvedValueOnce(failed(lost));
  expect(await changeTags('id1', { add: ['b'], remove: [] })).toMatchObject({
    ok: true,
    value: { status: 'changed' },
  });
  expect(client.update).toHaveBeenCalledTimes(1);
});

test('an answer without the change, another identity and other failures are failures', async () => {
  client.retrieve.mockResolvedValue(succeeded(record(['a'])));
  client.update.mockResolvedValue(succeeded(record(['a'])));
  expect(await changeTags('id1', { add: ['b'], remove: [] })).toMatchObject({
    ok: false,
    error: { kind: 'upstream' },
  });

  client.update.mockReset().mockResolvedValue(failed({ kind: 'invalid', message: 'no', fields: {} }));
  expect((await changeTags('id1', { add: ['b'], remove: [] })).ok).toBe(false);
  expect(client.update).toHaveBeenCalledTimes(1);

  client.retrieve.mockResolvedValue(succeeded(record([], 'now', 'other')));
  expect(await changeTags('id1', { add: ['b'], remove: [] })).toMatchObject({
    ok: false,
    error: { kind: 'not-found' },
  });
});
