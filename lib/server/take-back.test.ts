import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AuditEntry } from '@/lib/audit/entry';
import { parseAuditQuery } from '@/lib/audit/log-query';
import type { Outcome } from '@/lib/errors/app-error';
import { createIdentityForm } from '@/lib/identity/identity-form';
import { valuesOf } from '@/lib/identity/identity-values';
import { readAuditPage, readIdentityHistory } from './audit-entries';
import { changeTags } from './bulk-changes';
import { readIdentity } from './identities';
import { createIdentity, deleteIdentity, saveIdentity } from './identity-changes';
import { createAgain, readTakeBack, takeBackEdit } from './take-back';
import { actAs, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));

withOwnStore();
let admin: { id: string; email: string };
beforeAll(async () => {
  admin = await actAs('admin');
});

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`unexpected ${outcome.error.kind}: ${outcome.error.message}`);
  return outcome.value;
}
let counter = 0;
const made = async (part: object = {}) =>
  valueOf(
    await createIdentity(
      createIdentityForm.parse({
        external_id: `back_${(counter += 1)}`,
        display_name: '',
        email: '',
        avatar_url: '',
        tags: [],
        metadata_text: '',
        ...part,
      }),
    ),
  );
const historyOf = async (id: string): Promise<AuditEntry[]> => valueOf(await readIdentityHistory(id)).entries;
/** The newest entry about an identity. */
async function latest(id: string): Promise<AuditEntry> {
  const [entry] = await historyOf(id);
  if (entry === undefined) throw new Error('There is no entry.');
  return entry;
}
const plain = (entry: string) => ({ entry, leave: [], seen: {} });

describe('taking an edit back', () => {
  test('puts the values before back as a new edit, and both entries say so', async () => {
    const opened = await made({ display_name: 'Ada', email: 'ada@example.com', tags: ['a'] });
    const saved = valueOf(
      await saveIdentity(opened._id, valuesOf(opened), { display_name: 'Wrong', email: '', tags: [] }),
    );
    const entry = await latest(opened._id);
    expect(saved).toMatchObject({ status: 'saved', entry: entry.id });
    expect(valueOf(await readTakeBack(entry.id))).toMatchObject({
      fields: ['display_name', 'email', 'tags'],
      moved: [],
      without_metadata: [],
    });
    const back = valueOf(await takeBackEdit(plain(entry.id)));
    expect(back).toMatchObject({
      status: 'saved',
      identity: { display_name: 'Ada', email: 'ada@example.com', tags: ['a'] },
    });
    const [undo, undone] = await historyOf(opened._id);
    expect(undo).toMatchObject({ action: 'identity.edited', outcome: 'done', detail: { undoes: entry.id } });
    expect(undone).toMatchObject({
      id: entry.id,
      answered_by: { entry: undo?.id, operator_email: admin.email },
    });
    // And the taking back can be taken back.
    valueOf(await takeBackEdit(plain(undo?.id ?? '')));
    expect(valueOf(await readIdentity(opened._id)).display_name).toBe('Wrong');
  });

  test('a value that a form would not take comes back to the letter', async () => {
    const opened = await made();
    valueOf(await saveIdentity(opened._id, {}, { display_name: ' spaced ' }, 'x'));
    valueOf(await saveIdentity(opened._id, {}, { display_name: 'tidy' }));
    valueOf(await takeBackEdit(plain((await latest(opened._id)).id)));
    expect(valueOf(await readIdentity(opened._id)).display_name).toBe(' spaced ');
  });

  test('what changed again since is named and not overwritten, unless its value was seen', async () => {
    const opened = await made({ display_name: 'Ada', email: 'ada@example.com' });
    valueOf(
      await saveIdentity(opened._id, valuesOf(opened), { display_name: 'Mine', email: 'mine@example.com' }),
    );
    const entry = await latest(opened._id);
    valueOf(await saveIdentity(opened._id, {}, { display_name: 'Theirs' }));
    expect(valueOf(await readTakeBack(entry.id)).moved).toEqual(['display_name']);
    expect(valueOf(await takeBackEdit(plain(entry.id)))).toMatchObject({
      status: 'changed-meanwhile',
      fields: ['display_name'],
    });
    expect(valueOf(await readIdentity(opened._id))).toMatchObject({
      display_name: 'Theirs',
      email: 'mine@example.com',
    });
    // Seen, but it moved once more.
    expect(
      valueOf(await takeBackEdit({ entry: entry.id, leave: [], seen: { display_name: 'Older' } })),
    ).toMatchObject({ status: 'changed-meanwhile' });
    valueOf(await takeBackEdit({ entry: entry.id, leave: ['display_name'], seen: {} }));
    expect(valueOf(await readIdentity(opened._id))).toMatchObject({
      display_name: 'Theirs',
      email: 'ada@example.com',
    });
    valueOf(await takeBackEdit({ entry: entry.id, leave: [], seen: { display_name: 'Theirs' } }));
    expect(valueOf(await readIdentity(opened._id)).display_name).toBe('Ada');
  });

  test('one identity of a bulk change of tags is taken back; tags that came since stay', async () => {
    const opened = await made({ tags: ['a', 'b'] });
    valueOf(await changeTags(opened._id, { add: ['bulk'], remove: ['a'] }));
    const entry = await latest(opened._id);
    expect(entry.action).toBe('identity.tagged');
    valueOf(await changeTags(opened._id, { add: ['later'], remove: [] }));
    expect(valueOf(await takeBackEdit(plain(entry.id)))).toMatchObject({ status: 'changed-meanwhile' });
    const { stored } = valueOf(await readTakeBack(entry.id));
    valueOf(await takeBackEdit({ entry: entry.id, leave: [], seen: { tags: stored.tags } }));
    expect(valueOf(await readIdentity(opened._id)).tags).toEqual(['b', 'later', 'a']);
  });

  test('metadata, whose values are not kept, is left alone and named', async () => {
    const opened = await made({ display_name: 'Ada', metadata_text: '{"plan":"pro"}' });
    const saved = valueOf(
      await saveIdentity(opened._id, valuesOf(opened), {
        display_name: 'X',
        metadata_text: '{"plan":"free"}',
      }),
    );
    expect(saved).toHaveProperty('entry');
    const entry = await latest(opened._id);
    expect(valueOf(await readTakeBack(entry.id))).toMatchObject({
      fields: ['display_name'],
      without_metadata: ['plan'],
    });
    valueOf(await takeBackEdit(plain(entry.id)));
    expect(valueOf(await readIdentity(opened._id))).toMatchObject({
      display_name: 'Ada',
      metadata_text: '{"plan":"free"}',
    });
    const only = valueOf(await saveIdentity(opened._id, {}, { metadata_text: '{"plan":"team"}' }));
    expect(only).not.toHaveProperty('entry');
    expect(await takeBackEdit(plain((await latest(opened._id)).id))).toMatchObject({
      ok: false,
      error: { kind: 'invalid' },
    });
  });

  test('an entry that is no edit, is not there, or whose identity is gone is refused in words', async () => {
    const opened = await made({ display_name: 'Ada' });
    expect(await takeBackEdit(plain((await latest(opened._id)).id))).toMatchObject({ ok: false });
    expect(await takeBackEdit(plain('01J0000000000000000000000A'))).toMatchObject({ ok: false });
    valueOf(await saveIdentity(opened._id, {}, { display_name: 'X' }));
    const entry = await latest(opened._id);
    valueOf(await deleteIdentity(opened._id));
    expect(await readTakeBack(entry.id)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(await takeBackEdit(plain(entry.id))).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });
});

describe('creating again', () => {
  test('makes a new identity of the last values, without metadata, and both entries say so', async () => {
    const gone = await made({
      display_name: 'Ada',
      email: 'ada@example.com',
      avatar_url: 'https://x.example/a.png',
      tags: ['a', 'b'],
      metadata_text: '{"plan":"pro"}',
    });
    valueOf(await deleteIdentity(gone._id));
    const entry = await latest(gone._id);
    const again = valueOf(await createAgain(entry.id));
    expect(again).toMatchObject({
      external_id: gone.external_id,
      display_name: 'Ada',
      email: 'ada@example.com',
      avatar_url: 'https://x.example/a.png',
      tags: ['a', 'b'],
      metadata_text: '{}',
    });
    expect(again._id).not.toBe(gone._id);
    expect((await latest(gone._id)).answered_by).toMatchObject({ target_id: again._id });
    expect(await latest(again._id)).toMatchObject({
      action: 'identity.created',
      target_id: again._id,
      detail: { recreates: entry.id },
    });
    expect(await createAgain(entry.id)).toMatchObject({ ok: false, error: { kind: 'conflict' } });
  });

  test('needs a deletion', async () => {
    const there = await made();
    expect(await createAgain((await latest(there._id)).id)).toMatchObject({
      ok: false,
      error: { kind: 'invalid' },
    });
  });
});

describe('reading', () => {
  const page = async (search: string) =>
    valueOf(await readAuditPage(parseAuditQuery(new URLSearchParams(search)), 'UTC'));
  beforeEach(async () => {
    admin = await actAs('admin');
  });

  test('entries of an identity are found by both its ids, also the one that made it', async () => {
    const one = await made({ display_name: 'A' });
    valueOf(await saveIdentity(one._id, {}, { display_name: 'B' }));
    for (const ref of [one._id, one.external_id])
      expect((await page(`identity=${ref}`)).entries.map(({ action }) => action)).toEqual([
        'identity.edited',
        'identity.created',
      ]);
  });

  test('pages lead through all entries and back, and a first page that is not full is filled', async () => {
    for (let count = 0; count < 23; count += 1) await made();
    const search = `operator=${admin.id}&action=identity.created&limit=10`;
    const seen: string[] = [];
    let here = await page(search);
    for (;;) {
      seen.push(...here.entries.map(({ id }) => id));
      if (!here.has_more) break;
      here = await page(`${search}&after=${here.entries.at(-1)?.id}`);
    }
    expect(seen).toHaveLength(23);
    expect([...seen].sort().reverse()).toEqual(seen);
    const back = await page(`${search}&before=${seen[20]}`);
    expect(back.entries.map(({ id }) => id)).toEqual(seen.slice(10, 20));
    const first = await page(`${search}&before=${seen[4]}`);
    expect(first.query.before).toBeUndefined();
    expect(first.entries.map(({ id }) => id)).toEqual(seen.slice(0, 10));
  });

  test('whoever may read only their own entries gets no others, whatever they ask for', async () => {
    const one = await made({ display_name: 'A' });
    const viewer = await actAs('viewer');
    const own = (await page(`operator=${admin.id}`)).entries;
    expect(own.map(({ operator_id }) => operator_id)).toEqual(own.map(() => viewer.id));
    expect(own.map(({ action }) => action)).toContain('sign-in');
    expect((await page(`identity=${one._id}`)).entries).toEqual([]);
    expect(await historyOf(one._id)).toEqual([]);
    expect(await takeBackEdit(plain('01J0000000000000000000000A'))).toMatchObject({
      ok: false,
      error: { kind: 'forbidden' },
    });
    expect((await page('action=refusals')).entries[0]).toMatchObject({
      action: 'access.refused',
      detail: { permission: 'identity.write' },
      operator_id: viewer.id,
    });
    await actAs('editor');
    expect((await page(`identity=${one._id}`)).entries).toHaveLength(1);
  });
});
