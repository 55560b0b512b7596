import 'server-only';
import type { core } from 'zod';
import { createIdentityBody, updateIdentityBody } from '@/lib/identity/schema';
import { invalidFields } from './invalid-fields';
import { sentMetadata, type RequestBody } from './request-body';

/** The fields of an identity that a request can set. `null` is unset; metadata is the JSON text as sent. */
export type IdentityFields = {
  displayName: string | null;
  email: string | null;
  avatarUrl: string | null;
  tags: string[];
  metadataText: string;
};

/** What a create sets: absent and `null` are alike, so are absent and `''` (disagreement 5). Throws `ApiProblem`. */
export function parseCreate(body: RequestBody): IdentityFields & { externalId: string } {
  const parsed = createIdentityBody.safeParse(body.members, { error: fieldRule });
  if (!parsed.success) throw invalidFields('invalid_request_body', parsed.error);
  const { external_id, display_name, email, avatar_url, tags, metadata } = parsed.data;
  return {
    externalId: external_id,
    displayName: display_name || null,
    email: email || null,
    avatarUrl: avatar_url || null,
    tags: tags ?? [],
    metadataText: (metadata ? sentMetadata(body) : undefined) ?? '{}',
  };
}

/** What an update changes: absent keeps, `null` and `''` clear a text (disagreements 5, 13, 18). Throws `ApiProblem`. */
export function parseUpdate(body: RequestBody): Partial<IdentityFields> {
  const parsed = updateIdentityBody.safeParse(body.members, { error: fieldRule });
  if (!parsed.success) throw invalidFields('invalid_request_body', parsed.error);
  const { display_name, email, avatar_url, tags, metadata } = parsed.data;
  const metadataText = metadata === undefined ? undefined : sentMetadata(body);
  return {
    ...(display_name !== undefined && { displayName: display_name || null }),
    ...(email !== undefined && { email: email || null }),
    ...(avatar_url !== undefined && { avatarUrl: avatar_url || null }),
    ...(tags !== undefined && { tags }),
    ...(metadataText !== undefined && { metadataText }),
  };
}

const TYPE_NAMES: Record<string, string> = {
  string: 'a text',
  array: 'an array of texts',
  object: 'a JSON object',
  number: 'a number',
};

/** Words for what the schemas leave to zod: a value that is missing or of another type. */
export const fieldRule: core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'invalid_type') return undefined;
  return issue.input === undefined
    ? 'Is required.'
    : `Must be ${TYPE_NAMES[issue.expected] ?? issue.expected}.`;
};
