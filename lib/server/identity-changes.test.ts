import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Outcome } from '@/lib/errors/app-error';
import { createIdentityForm } from '@/lib/identity/identity-form';
import { valuesOf } from '@/lib/identity/identity-values';
import { createIdentity, deleteIdentity, saveIdentity } from './identity-changes';
import { readIdentity, readIdentityPage } from './identities';
import { parseListQuery } from '@/lib/identity/list-query';
import { actAs, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));

/** The real way through: the operator, the client, the wire format, the embedded API and its store. */
withOwnStore();
beforeAll(async () => void (await actAs('admin')));

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`unexpected ${outcome.error.kind}: ${outcome.error.message}`);
  return outcome.value;
}
const form = (external_id: string, part: object = {}) =>
  createIdentityForm.parse({
    external_id,
    display_name: '',
    email: '',
    avatar_url: '',
    tags: [],
    metadata_text: '',
    ...part,
  });
let counter = 0;
const made = async (part: object = {}) => valueOf(await createIdentity(form(`user_${(counter += 1)}`, part)));

describe('creating', () => {
  test('keeps metadata to the letter', async () => {
    const identity = await made({ metadata_text: '{"n": 9007199254740993, "__proto__": {"x": -0}}' });
    expect(valueOf(await readIdentity(identity._id)).metadata_text).toBe(
      '{"n": 9007199254740993, "__proto__": {"x": -0}}',
    );
  });

  test('a taken external id is a conflict on that field', async () => {
    const identity = await made();
    expect(await createIdentity(form(identity.external_id))).toMatchObject({
      ok: false,
      error: { kind: 'conflict', field: 'external_id' },
    });
  });
});

describe('saving', () => {
  test('writes what differs and nothing else', async () => {
    const opened = await made({ display_name: 'Ada', email: 'ada@example.com', tags: ['a'] });
    const saved = valueOf(
      await saveIdentity(opened._id, valuesOf(opened), { display_name: 'Ada L.', email: '' }),
    );
    expect(saved).toMatchObject({
      status: 'saved',
      kept: [],
      merged: [],
      identity: { display_name: 'Ada L.', tags: ['a'] },
    });
    expect(valueOf(await readIdentity(opened._id)).email).toBeUndefined();
  });

  test('two people who change different fields both keep their change, and it is said', async () => {
    const opened = await made({ display_name: 'Ada' });
    valueOf(await saveIdentity(opened._id, valuesOf(opened), { email: 'ada@example.com' }));
    const saved = valueOf(await saveIdentity(opened._id, valuesOf(opened), { display_name: 'Ada L.' }));
    expect(saved).toMatchObject({
      status: 'saved',
      merged: ['email'],
      identity: { display_name: 'Ada L.', email: 'ada@example.com' },
    });
  });

  test('two people who change the same field: the second is asked, nothing is written', async () => {
    const opened = await made({ display_name: 'Ada', tags: ['a'] });
    valueOf(await saveIdentity(opened._id, valuesOf(opened), { display_name: 'Theirs' }));
    const asked = valueOf(
      await saveIdentity(opened._id, valuesOf(opened), { display_name: 'Mine', tags: ['b'] }),
    );
    expect(asked).toMatchObject({
      status: 'changed-meanwhile',
      fields: ['display_name'],
      current: { display_name: 'Theirs' },
    });
    const stored = valueOf(await readIdentity(opened._id));
    expect(stored).toMatchObject({ display_name: 'Theirs', tags: ['a'] });
    // Having seen theirs, the second one decides; a third change in between would ask again.
    const decided = valueOf(await saveIdentity(opened._id, valuesOf(stored), { display_name: 'Mine' }));
    expect(decided).toMatchObject({ status: 'saved', identity: { display_name: 'Mine' } });
  });

  test('both wanting the same is no conflict', async () => {
    const opened = await made({ display_name: 'Ada' });
    valueOf(await saveIdentity(opened._id, valuesOf(opened), { display_name: 'Same' }));
    expect(valueOf(await saveIdentity(opened._id, valuesOf(opened), { display_name: 'Same' }))).toMatchObject(
      { status: 'saved' },
    );
  });

  test('fields that are left out stay, also invalid ones', async () => {
    const opened = await made({ tags: ['a'] });
    expect(valueOf(await saveIdentity(opened._id, { tags: ['a'] }, { tags: ['a', 'b'] }))).toMatchObject({
      status: 'saved',
      identity: { tags: ['a', 'b'] },
    });
  });

  test('what breaks a rule is refused by field, before anything is written', async () => {
    const opened = await made({ display_name: 'Ada' });
    expect(
      await saveIdentity(opened._id, valuesOf(opened), { email: 'no email', display_name: 'X' }),
    ).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: { email: [expect.stringContaining('full email address')] } },
    });
    expect(valueOf(await readIdentity(opened._id)).display_name).toBe('Ada');
  });

  test('an identity that is gone is not found', async () => {
    const opened = await made();
    valueOf(await deleteIdentity(opened._id));
    expect(await saveIdentity(opened._id, valuesOf(opened), { display_name: 'X' })).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    });
  });
});

describe('deleting', () => {
  test('what is deleted is gone, and a second click is harmless', async () => {
    const identity = await made();
    expect(await deleteIdentity(identity._id)).toEqual({ ok: true, value: { deleted: identity._id } });
    expect(await deleteIdentity(identity._id)).toMatchObject({ ok: true });
    expect(await readIdentity(identity.external_id)).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    });
  });
});

describe('pages', () => {
  test('a cursor that cannot be placed gives the first page, and says so', async () => {
    await made();
    const page = valueOf(await readIdentityPage(parseListQuery(new URLSearchParams('after=nonsense'))));
    expect(page.query.after).toBeUndefined();
    expect(page.rows.length).toBeGreaterThan(0);
  });

  test('a page that became empty steps back to the rows before it', async () => {
    for (let count = 0; count < 12; count += 1) await made({ tags: ['walk'] });
    const first = valueOf(await readIdentityPage(parseListQuery(new URLSearchParams('tag=walk&limit=10'))));
    const cursor = first.rows.at(-1)?._id ?? '';
    const query = parseListQuery(new URLSearchParams({ tag: 'walk', limit: '10', after: cursor }));
    for (const row of valueOf(await readIdentityPage(query)).rows) valueOf(await deleteIdentity(row._id));
    const stepped = valueOf(await readIdentityPage(query));
    expect(stepped.query).toMatchObject({ after: undefined, before: cursor });
    expect(stepped.rows.map(({ _id }) => _id)).toEqual(first.rows.slice(0, -1).map(({ _id }) => _id));
  });
});
