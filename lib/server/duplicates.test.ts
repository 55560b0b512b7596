import { beforeAll, expect, test, vi } from 'vitest';
import { embedded } from './embedded';
import { readSameEmail } from './duplicates';
import { readIdentityJson } from './identity-json';
import { actAs, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));

withOwnStore();
beforeAll(async () => void (await actAs('viewer')));

async function created(body: string): Promise<{ _id: string; email?: string }> {
  const { handle, apiKey } = await embedded();
  const answer = await handle(
    new Request('http://embedded.localhost/v2/identities', {
      method: 'POST',
      headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
      body,
    }),
  );
  return (await answer.json()) as { _id: string; email?: string };
}

test('others of the same email are found in any case, and nobody who only looks alike', async () => {
  const ada = await created('{"external_id":"dup-1","email":"ada@quillon.example"}');
  const loud = await created('{"external_id":"dup-2","email":"ADA@Quillon.example"}');
  await created('{"external_id":"dup-3","email":"xada@quillon.example"}');
  await created('{"external_id":"dup-4","display_name":"ada@quillon.example"}');
  const found = await readSameEmail(ada);
  expect(found.ok && found.value.others.map(({ _id }) => _id)).toEqual([loud._id]);
  expect(found.ok && found.value.more).toBe(false);
  const none = await created('{"external_id":"dup-5"}');
  expect(await readSameEmail(none)).toEqual({ ok: true, value: { others: [], more: false } });
});

test('the JSON of an identity is the very text of the answer: numbers and order as they are stored', async () => {
  const made = await created('{"external_id":"as/it is","metadata":{"z":9007199254740993,"a":1.50}}');
  const read = await readIdentityJson(made._id);
  if (!read.ok) throw new Error(read.error.message);
  expect(read.value.external_id).toBe('as/it is');
  expect(read.value.text).toContain('9007199254740993');
  const { handle, apiKey } = await embedded();
  const asked = await handle(
    new Request(`http://embedded.localhost/v2/identities/${made._id}?include_metrics=true`, {
      headers: { Authorization: `Bearer ${apiKey}` },
    }),
  );
  expect(read.value.text).toBe(await asked.text());
  expect(read.value.text).not.toContain(apiKey);
  expect(await readIdentityJson('nobody')).toMatchObject({ ok: false, error: { kind: 'not-found' } });
});
