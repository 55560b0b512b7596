import { expect, test } from 'vitest';
import type { AppError } from '@/lib/errors/app-error';
import { createIdentityForm } from '@/lib/identity/identity-form';
import { valuesOf } from '@/lib/identity/identity-values';
import { createdAfterAll, mayBeDone, updatedAfterAll } from './lost-answers';
import { withOwnStore } from './testing/own-store';
import { upstream } from './upstream';

/** The real client on the embedded API: what is looked up is what is stored. */
withOwnStore();

const lost = (reason: 'connection' | 'timeout'): AppError => ({
  kind: 'unreachable',
  reason,
  message: 'lost',
  outcomeUnknown: true,
});
const form = (external_id: string, display_name = '') =>
  createIdentityForm.parse({
    external_id,
    display_name,
    email: '',
    avatar_url: '',
    tags: [],
    metadata_text: '',
  });

test('an answer waited for in vain stays unknown when nothing is found; a broken connection does not', async () => {
  const client = await upstream();
  expect(await createdAfterAll(client, form('absent'), lost('timeout'))).toMatchObject({
    error: { outcomeUnknown: true },
  });
  expect(await createdAfterAll(client, form('absent'), lost('connection'))).toMatchObject({
    error: { outcomeUnknown: false },
  });
});

test('an identity whose _id reads like the external id is not taken for it', async () => {
  const client = await upstream();
  const other = await client.create({ external_id: 'other' });
  if (!other.ok) throw new Error(other.error.message);
  expect(await createdAfterAll(client, form(other.value._id), lost('connection'))).toMatchObject({
    error: { kind: 'unreachable', outcomeUnknown: true },
  });
});

test('an update is done, not done or moved by the fields it sent, whatever became of others', async () => {
  const client = await upstream();
  const made = await client.create({ external_id: 'updated', display_name: 'Before', tags: ['a'] });
  if (!made.ok) throw new Error(made.error.message);
  const { _id: id } = made.value;
  const stored = valuesOf(made.value);
  const sent = { fields: ['display_name'] as const, stored, wanted: { ...stored, display_name: 'After' } };
  const state = async () => updatedAfterAll(client, id, sent, lost('connection'));

  await client.update(id, { tags: ['theirs'] });
  expect(await state()).toMatchObject({ ok: false, error: { outcomeUnknown: false } });
  await client.update(id, { display_name: 'After' });
  expect(await state()).toMatchObject({ value: { state: 'done', identity: { tags: ['theirs'] } } });
  await client.update(id, { display_name: 'Theirs' });
  expect(await state()).toMatchObject({ value: { state: 'moved', identity: { display_name: 'Theirs' } } });
});

test('refusals are no lost answers; answers of a failing server may be', () => {
  expect(mayBeDone({ kind: 'invalid', message: '', fields: {} })).toBe(false);
  expect(mayBeDone({ kind: 'rate-limited', message: '' })).toBe(false);
  expect(mayBeDone({ kind: 'upstream', status: 412, message: '' })).toBe(false);
  expect(mayBeDone({ kind: 'upstream', status: 504, message: '', outcomeUnknown: true })).toBe(true);
  expect(mayBeDone({ kind: 'unreachable', reason: 'connection', message: '', outcomeUnknown: false })).toBe(
    false,
  );
});
