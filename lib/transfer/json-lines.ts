import 'server-only';
import { ApiProblem } from '@/lib/embedded-api/api-problem';
import { BODY_BYTES_MAX, parseBody, sentMetadata } from '@/lib/embedded-api/request-body';
import { fileLines, type FileLine } from './file-lines';
import { rejectedRow, sourceRow, type SourceRow } from './source-row';

/** Largest row, in bytes: what a create takes, with room for the members that the store adds. */
const ROW_BYTES_MAX = 2 * BODY_BYTES_MAX;

/**
 * The rows of a JSON Lines file: one identity a line, as the API answers it. Members that are not of an identity's
 * own (`workspace_id`, `metrics`) are left alone; blank lines count as lines only. The first `skip` rows are passed
 * over unread.
 */
export async function* jsonRows(
  chunks: AsyncIterable<Buffer>,
  { skip }: { skip: number },
): AsyncGenerator<SourceRow> {
  let passed = 0;
  for await (const line of fileLines(chunks, ROW_BYTES_MAX)) {
    if (isBlank(line)) continue;
    passed += 1;
    if (passed > skip) yield jsonRow(line);
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function jsonRow({ line, bytes }: FileLine): SourceRow {
  const at = { line, bytes: bytes?.length ?? 0 };
  if (bytes === undefined)
    return rejectedRow(at, { row: ['Is larger than 2 MiB. Is there a line end after each row?'] });
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return rejectedRow(at, { row: ['Is not UTF-8. Save the file as UTF-8.'] });
  }
  try {
    const body = parseBody(text);
    return sourceRow(at, body.members, () => metadataText(text, body.members));
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return rejectedRow(at, { row: [error.message.replace('body', 'row')] });
  }
}

/**
 * The exact text of a row's metadata. A line that is what `JSON.stringify` writes holds nothing that parsing would
 * lose, so its metadata can be written anew: four times as fast as looking for it in the text.
 */
function metadataText(text: string, members: { [member: string]: unknown }): string | undefined {
  if (JSON.stringify(members) === text.trim()) {
    const written = JSON.stringify(members.metadata);
    // An escape may stand for a character that cannot be stored: the careful way finds out.
    if (!written.includes('\\u')) return written;
  }
  return sentMetadata({ text, members });
}

function isBlank({ bytes }: FileLine): boolean {
  return bytes !== undefined && bytes.length < 64 && /^[ \t\r\ufeff]*$/.test(bytes.toString('utf8'));
}
