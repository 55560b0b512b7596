import { beforeAll, expect, test, vi } from 'vitest';
import { createIdentityForm } from '@/lib/identity/identity-form';
import { createIdentity, deleteIdentity } from '@/lib/server/identity-changes';
import { store } from '@/lib/server/store';
import { actAs, withOwnStore } from '@/lib/server/testing/own-store';
import { lastNames } from './last-names';

vi.mock('next/headers', () => import('@/lib/server/testing/next-headers'));

withOwnStore();
let admin: { id: string };
beforeAll(async () => {
  admin = await actAs('admin');
  const made = async (external_id: string, part: object) => {
    const form = createIdentityForm.parse({
      external_id,
      display_name: '',
      email: '',
      avatar_url: '',
      tags: [],
      metadata_text: '',
      ...part,
    });
    const created = await createIdentity(form);
    if (!created.ok) throw new Error(created.error.message);
    return created.value._id;
  };
  for (const name of ['Earlier', 'Ada']) await deleteIdentity(await made('twice', { display_name: name }));
  await deleteIdentity(await made('by-email', { email: 'ada@example.com' }));
  await deleteIdentity(await made('nameless', {}));
  await made('still-here', { display_name: 'Here' });
});

const IDS = ['twice', 'by-email', 'nameless', 'still-here', 'never'];

test('a deleted identity is known by the last name it had here', async () => {
  const { orm } = await store();
  expect([...(await lastNames(orm, IDS))].sort()).toEqual([
    ['by-email', 'ada@example.com'],
    ['twice', 'Ada'],
  ]);
});

test('whoever reads only their own entries is told of those alone', async () => {
  const { orm } = await store();
  expect((await lastNames(orm, IDS, { operatorId: admin.id })).size).toBe(2);
  expect((await lastNames(orm, IDS, { operatorId: 'somebody else' })).size).toBe(0);
});
