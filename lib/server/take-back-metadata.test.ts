import { beforeAll, expect, test, vi } from 'vitest';
import type { Outcome } from '@/lib/errors/app-error';
import { createIdentityForm } from '@/lib/identity/identity-form';
import { readIdentityHistory } from './audit-entries';
import { readIdentity } from './identities';
import { createIdentity, deleteIdentity, saveIdentity } from './identity-changes';
import { createAgain, takeBackEdit } from './take-back';
import { actAs, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));

withOwnStore({ AUDIT_METADATA_VALUES: 'on' });
beforeAll(async () => void (await actAs('editor')));

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`unexpected ${outcome.error.kind}: ${outcome.error.message}`);
  return outcome.value;
}

test('where values of metadata are kept they come back to the letter', async () => {
  const text = '{"n": 9007199254740993, "__proto__": {"x": -0}}';
  const made = valueOf(
    await createIdentity(
      createIdentityForm.parse({
        external_id: 'kept',
        display_name: '',
        email: '',
        avatar_url: '',
        tags: [],
        metadata_text: text,
      }),
    ),
  );
  const saved = valueOf(await saveIdentity(made._id, {}, { metadata_text: '{"n": 1}' }));
  const entry = saved.status === 'saved' ? (saved.entry ?? '') : '';
  valueOf(await takeBackEdit({ entry, leave: [], seen: {} }));
  expect(valueOf(await readIdentity(made._id)).metadata_text).toBe(text);

  await actAs('admin');
  valueOf(await deleteIdentity(made._id));
  const [deletion] = valueOf(await readIdentityHistory(made._id)).entries;
  expect(valueOf(await createAgain(deletion?.id ?? '')).metadata_text).toBe(text);
});
