import * as z from 'zod/mini';
import { metadataTextIssue } from './metadata-text';
import { avatarUrl, displayName, email, externalId, type CreateIdentityBody } from './schema';
import { tagIssue } from './tag-text';
import { isWellFormedText } from './well-formed-text';
import { identityValues } from './identity-values-schema';
import { IDENTITY_FIELDS, sameField, type IdentityField, type IdentityValues } from './identity-values';

/**
 * What people type, made from the field rules of the wire (`schema.ts`). An empty box is an unset field. The output
 * has the ends of texts trimmed: white space there is a slip of the clipboard, not part of a name.
 */
const trimmed = z.pipe(
  z.string(),
  z.transform((text: string) => text.trim()),
);
const emptyOr = <Rule extends z.ZodMiniType<string, string>>(rule: Rule) =>
  z.pipe(trimmed, z.union([z.literal(''), rule]));

/** One tag as a form accepts it. Case and inner spaces are kept. */
export const formTag = z.pipe(
  trimmed,
  z.string().check(
    z.superRefine((tag, context) => {
      const issue = tagIssue(tag);
      if (issue !== undefined) context.addIssue({ code: 'custom', message: issue });
    }),
  ),
);

const formTags = z.array(z.string()).check(
  z.superRefine((tags, context) => {
    const repeated = tags.find((tag, at) => tags.indexOf(tag) !== at);
    if (repeated !== undefined)
      context.addIssue({ code: 'custom', message: `The tag “${repeated}” is there twice; remove one.` });
    if (tags.some((tag) => !isWellFormedText(tag)))
      context.addIssue({
        code: 'custom',
        message: 'A tag contains a character that cannot be stored (NUL or half of a surrogate pair).',
      });
  }),
);

/** Metadata as typed in a form: checked JSON text of an object, `{}` when left empty. Ends in the text to send. */
const metadataText = z.pipe(
  z.string().check(
    z.superRefine((text, context) => {
      const issue = metadataTextIssue(text);
      if (issue !== undefined) context.addIssue({ code: 'custom', message: issue.message });
    }),
  ),
  z.transform((text: string) => (text.trim() === '' ? '{}' : text.trim())),
);

const editRules = {
  display_name: z.pipe(trimmed, displayName),
  email: emptyOr(email),
  avatar_url: emptyOr(avatarUrl),
  tags: formTags,
  metadata_text: metadataText,
};

/** The create form. */
export const createIdentityForm = z.strictObject({ external_id: z.pipe(trimmed, externalId), ...editRules });
export type CreateIdentityForm = z.output<typeof createIdentityForm>;

/** A rule for a value that may also stay as it was: what is stored may break today's rules, and must not block other corrections. */
function unlessUnchanged<Value>(rule: z.ZodMiniType<Value, Value>, unchanged: (value: Value) => boolean) {
  return z.pipe(
    z.custom<Value>(),
    z.transform((value: Value, context) => {
      if (unchanged(value)) return value;
      const parsed = rule.safeParse(value);
      if (parsed.success) return parsed.data;
      for (const { message } of parsed.error.issues)
        context.issues.push({ code: 'custom', message, input: value });
      return z.NEVER;
    }),
  );
}

/** The edit form of an identity that was opened with these values. Fields left as they were are not judged. */
export function editIdentityForm(opened: IdentityValues) {
  const same = (field: IdentityField) => (value: unknown) => {
    const candidate = identityValues.safeParse({ ...opened, [field]: value });
    return candidate.success && sameField(field, opened, candidate.data);
  };
  return z.strictObject({
    display_name: unlessUnchanged(editRules.display_name, same('display_name')),
    email: unlessUnchanged(editRules.email, same('email')),
    avatar_url: unlessUnchanged(editRules.avatar_url, same('avatar_url')),
    tags: unlessUnchanged(editRules.tags, same('tags')),
    metadata_text: unlessUnchanged(editRules.metadata_text, same('metadata_text')),
  });
}

/** A create body as the client sends it: metadata as its very text. */
export type CreateIdentityRequest = Omit<CreateIdentityBody, 'metadata'> & { metadata_text?: string };

/** The body that creates what a form holds: unset fields are left out. */
export function createRequest(form: CreateIdentityForm): CreateIdentityRequest {
  return {
    external_id: form.external_id,
    ...(form.display_name !== '' && { display_name: form.display_name }),
    ...(form.email !== '' && { email: form.email }),
    ...(form.avatar_url !== '' && { avatar_url: form.avatar_url }),
    ...(form.tags.length > 0 && { tags: form.tags }),
    ...(form.metadata_text !== '{}' && { metadata_text: form.metadata_text }),
  };
}

/** An update as the client sends it: only what changes; `null` clears a text field. */
export type UpdateIdentityRequest = {
  display_name?: string | null;
  email?: string | null;
  avatar_url?: string | null;
  tags?: string[];
  metadata_text?: string;
};

/** The update that turns stored values into wanted ones: only fields that differ, the whole tag list when tags do. */
export function updateRequest(
  stored: IdentityValues,
  wanted: IdentityValues,
  fields: readonly IdentityField[] = IDENTITY_FIELDS,
): UpdateIdentityRequest {
  const changes: UpdateIdentityRequest = {};
  for (const field of fields) {
    if (sameField(field, stored, wanted)) continue;
    if (field === 'tags') changes.tags = [...wanted.tags];
    else if (field === 'metadata_text') changes.metadata_text = wanted.metadata_text;
    else changes[field] = wanted[field] === '' ? null : wanted[field];
  }
  return changes;
}
