import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Outcome } from '@/lib/errors/app-error';
import { createIdentityForm, updateRequest } from '@/lib/identity/identity-form';
import { IDENTITY_FIELDS, sameField, valuesOf, type IdentityValues } from '@/lib/identity/identity-values';
import { readIdentity } from './identities';
import { createIdentity, saveIdentity } from './identity-changes';
import { actAs, withOwnStore } from './testing/own-store';
import { upstream } from './upstream';

vi.mock('next/headers', () => import('./testing/next-headers'));

/** Two people edit one identity from the same start; both go through the real client, wire, API and store. */
withOwnStore();
beforeAll(async () => void (await actAs('editor')));

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`unexpected ${outcome.error.kind}: ${outcome.error.message}`);
  return outcome.value;
}

/** Few values, so that both often change the same field, and sometimes to the same value. */
const values: fc.Arbitrary<IdentityValues> = fc.record({
  display_name: fc.constantFrom('', 'Ada', 'Ádá', '__proto__'),
  email: fc.constantFrom('', 'ada@example.com', 'bo@example.com'),
  avatar_url: fc.constantFrom('', 'https://a.example/1.png', 'https://a.example/2.png'),
  tags: fc.constantFrom<string[][]>([], ['a'], ['b'], ['a', 'b'], ['b', 'a']),
  metadata_text: fc.constantFrom(
    '{}',
    '{"n": 9007199254740993}',
    '{"n":9007199254740993}',
    '{"__proto__": 1}',
  ),
});

test('what only one of them changed is kept, what both changed is asked about, and nothing is lost', async () => {
  let made = 0;
  await fc.assert(
    fc.asyncProperty(values, values, values, async (opened, theirs, mine) => {
      const external_id = `user_${(made += 1)}`;
      const { _id } = valueOf(await createIdentity(createIdentityForm.parse({ external_id, ...opened })));
      const change = updateRequest(opened, theirs);
      if (Object.keys(change).length > 0) valueOf(await (await upstream()).update(_id, change));
      const before = valuesOf(valueOf(await readIdentity(_id)));

      const contested = IDENTITY_FIELDS.filter(
        (field) =>
          !sameField(field, opened, theirs) &&
          !sameField(field, opened, mine) &&
          !sameField(field, mine, theirs),
      );
      const saved = valueOf(await saveIdentity(_id, opened, mine));
      const after = valuesOf(valueOf(await readIdentity(_id)));
      if (contested.length > 0) {
        expect(saved).toMatchObject({ status: 'changed-meanwhile', fields: contested });
        expect(after).toEqual(before);
        return;
      }
      expect(saved).toMatchObject({ status: 'saved', kept: [] });
      for (const field of IDENTITY_FIELDS)
        expect(sameField(field, after, sameField(field, opened, mine) ? theirs : mine), field).toBe(true);
    }),
    { numRuns: 60 },
  );
}, 60_000);
