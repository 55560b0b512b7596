import 'server-only';
import type { FieldMessages } from '@/lib/embedded-api/api-problem';
import { ApiProblem } from '@/lib/embedded-api/api-problem';
import { fieldRule, type IdentityFields } from '@/lib/embedded-api/identity-bodies';
import { invalidFields } from '@/lib/embedded-api/invalid-fields';
import { importedIdentity } from '@/lib/identity/import-row';

/** An identity as a file states it. What the file does not mention is absent from `fields`. */
export type ImportRow = {
  id: string | undefined;
  externalId: string;
  fields: Partial<IdentityFields>;
  created: Date | undefined;
  updated: Date | undefined;
};

/** Why a row was not taken: messages by field, `row` for the row as a whole. */
export type RejectedRow = { line: number; externalId: string | undefined; reasons: FieldMessages };

/** A row of a file with the line (from 1) it starts on. `bytes` is its size in the file, roughly. */
export type SourceRow = { line: number; bytes: number } & (
  { kind: 'row'; row: ImportRow } | { kind: 'rejected'; rejected: RejectedRow }
);

/** Ends the reading of a file: what follows cannot be told apart. `message` is the one line to print. */
export class UnreadableFile extends Error {}

/**
 * A row from its members in the words of the wire. `metadataText` gives the exact text of `metadata`, asked only when
 * there is some; it may throw `ApiProblem`.
 */
export function sourceRow(
  at: { line: number; bytes: number },
  members: { [member: string]: unknown },
  metadataText: () => string | undefined,
): SourceRow {
  try {
    return { ...at, kind: 'row', row: importRow(members, metadataText) };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { external_id } = members;
    const externalId = typeof external_id === 'string' && external_id !== '' ? external_id : undefined;
    return rejectedRow(at, error.fields ?? { row: [error.message] }, externalId);
  }
}

/** A row that cannot be taken, for reasons of its own. */
export function rejectedRow(
  at: { line: number; bytes: number },
  reasons: FieldMessages,
  externalId?: string,
): SourceRow {
  return { ...at, kind: 'rejected', rejected: { line: at.line, externalId, reasons } };
}

function importRow(
  members: { [member: string]: unknown },
  metadataText: () => string | undefined,
): ImportRow {
  const parsed = importedIdentity.safeParse(members, { error: fieldRule });
  if (!parsed.success) throw invalidFields('invalid_request_body', parsed.error);
  const { _id, external_id, display_name, email, avatar_url, tags, metadata, created, updated } = parsed.data;
  return {
    id: _id || undefined,
    externalId: external_id,
    fields: {
      ...(display_name !== undefined && { displayName: display_name || null }),
      ...(email !== undefined && { email: email || null }),
      ...(avatar_url !== undefined && { avatarUrl: avatar_url || null }),
      ...(tags !== undefined && { tags: tags ?? [] }),
      ...(metadata !== undefined && {
        metadataText: (metadata === null ? undefined : metadataText()) ?? '{}',
      }),
    },
    created: created ? new Date(created) : undefined,
    updated: updated ? new Date(updated) : undefined,
  };
}
