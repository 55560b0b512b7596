import 'server-only';
import { ApiProblem, invalidField } from '@/lib/embedded-api/api-problem';
import { parseBody, sentMetadata } from '@/lib/embedded-api/request-body';
import { rejectedRow, sourceRow, type SourceRow } from './source-row';

/** A row of a table: a cell for each column, as text. One with too few or too many cells is rejected. */
export function tableRow(
  at: { line: number; bytes: number },
  columns: readonly (string | undefined)[],
  cells: readonly string[],
): SourceRow {
  if (cells.length !== columns.length) {
    return rejectedRow(at, { row: [`Has ${cells.length} cells, the header has ${columns.length}.`] });
  }
  const texts: Record<string, string> = {};
  for (const [index, name] of columns.entries()) if (name !== undefined) texts[name] = cells[index] ?? '';
  try {
    const { tags, metadata, ...plain } = texts;
    const body = metadata === undefined ? undefined : metadataOf(metadata);
    const members = {
      ...plain,
      ...(tags !== undefined && { tags: tagsOf(tags) }),
      ...(body !== undefined && { metadata: body.members }),
    };
    return sourceRow(at, members, () => body && sentMetadata(wrapped(body)));
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return rejectedRow(at, error.fields ?? { row: [error.message] }, texts.external_id || undefined);
  }
}

/** Tags as a JSON array, the only way to write one that holds a comma; or simply `vip, beta`. */
function tagsOf(cell: string): unknown {
  const text = cell.trim();
  if (text === '') return [];
  if (!text.startsWith('[')) {
    const tags = text.split(',').map((tag) => tag.trim());
    return tags.filter((tag) => tag !== '');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw invalidField(
      'invalid_request_body',
      'tags',
      'Is not a JSON array of texts, such as ["vip", "beta"].',
    );
  }
}

function metadataOf(cell: string) {
  try {
    return parseBody(cell);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    throw invalidField('invalid_request_body', 'metadata', error.message.replace('The body', 'The cell'));
  }
}

/** `sentMetadata` looks for a member; the cell is its value. */
function wrapped({ text, members }: { text: string; members: object }) {
  return { text: `{"metadata":${text}}`, members: { metadata: members } };
}
