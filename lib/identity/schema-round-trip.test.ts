import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdentityForm, createRequest, editIdentityForm, updateRequest } from './identity-form';
import { valuesOf } from './identity-values';
import { createIdentityBody, identity, identityAnswer, updateIdentityBody } from './schema';
import { anyObjectText } from './testing/any-json-text';

const storable = fc
  .string({ unit: 'binary', maxLength: 20 })
  .map((text) => text.toWellFormed().replaceAll('\0', ' '));
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** An identity as it may be stored, which today's rules of a form need not allow. */
const stored = fc.record({
  _id: fc.string({ minLength: 1 }),
  external_id: storable,
  display_name: optional(storable.filter((text) => text !== '')),
  email: optional(fc.emailAddress()),
  avatar_url: optional(fc.webUrl()),
  tags: fc.array(storable, { maxLength: 5 }),
  metadata: anyObjectText.map((text) => JSON.parse(text) as Record<string, unknown>),
});

test('an answer says the same bare and wrapped, and reading it once more changes nothing', () => {
  fc.assert(
    fc.property(stored, (value) => {
      const wire: unknown = JSON.parse(JSON.stringify(value));
      const read = identityAnswer.parse(wire);
      expect(identityAnswer.parse({ identity: wire })).toEqual(read);
      expect(identity.parse(JSON.parse(JSON.stringify(read)))).toEqual(read);
      expect(JSON.stringify(read.metadata)).toBe(JSON.stringify(value.metadata));
      expect(read.tags).toEqual(value.tags);
    }),
  );
});

test('an edit that changes nothing sends nothing, whatever is stored', () => {
  fc.assert(
    fc.property(stored, anyObjectText, (value, metadata_text) => {
      const { metadata: _metadata, ...rest } = identity.parse(JSON.parse(JSON.stringify(value)));
      const opened = valuesOf({ ...rest, metadata_text });
      const form = editIdentityForm(opened).parse(opened);
      expect(updateRequest(opened, form)).toEqual({});
    }),
  );
});

test('what a form lets through, the API lets through', () => {
  const typed = fc.record({
    external_id: storable,
    display_name: storable,
    email: fc.oneof(fc.constant(''), fc.emailAddress(), storable),
    avatar_url: fc.oneof(
      fc.constant(''),
      fc.webUrl(),
      storable,
      fc.constantFrom('javascript:alert(1)', 'data:,x', 'HTTPS://a.example'),
    ),
    tags: fc.array(storable, { maxLength: 3 }),
    metadata_text: anyObjectText,
  });
  fc.assert(
    fc.property(typed, (values) => {
      const form = createIdentityForm.safeParse(values);
      if (!form.success) return;
      const { metadata_text, ...body } = createRequest(form.data);
      const sent = {
        ...body,
        ...(metadata_text !== undefined && { metadata: JSON.parse(metadata_text) as unknown }),
      };
      expect(createIdentityBody.safeParse(sent).success).toBe(true);
      const { external_id: _id, ...update } = sent;
      expect(updateIdentityBody.safeParse(update).success).toBe(true);
      expect(form.data.avatar_url).toMatch(/^(https?:\/\/.*)?$/is);
    }),
  );
});
