import 'server-only';
import { isJsonObject, type JsonObject } from '@/lib/identity/json-object';
import { jsonTree, nestingDepth } from '@/lib/identity/metadata-text';
import { isWellFormedText } from '@/lib/identity/well-formed-text';
import { ApiProblem, invalidField } from './api-problem';

/** Largest request body, in bytes. */
export const BODY_BYTES_MAX = 1024 * 1024;
/** How much of a body that is too large is still read, in bytes. */
const DISCARDED_BYTES_MAX = 8 * BODY_BYTES_MAX;
/** Deepest nesting of a request body, in levels; checked before anything recurses over it. */
export const BODY_DEPTH_MAX = 512;

/** A JSON object as parsed, with the text it was parsed from. */
export type RequestBody = { text: string; members: JsonObject };

/** Reads a body. None and an empty one count as `{}` (disagreement 13). Throws `ApiProblem`. */
export async function readBody(request: Request): Promise<RequestBody> {
  return parseBody(decodedText(await readBytes(request)));
}

/** A body, or a line of an imported file, by the same rules. Throws `ApiProblem`. */
export function parseBody(text: string): RequestBody {
  if (/^[ \t\r\n]*$/.test(text)) return { text: '{}', members: {} };
  if (nestingDepth(text) > BODY_DEPTH_MAX) {
    throw new ApiProblem(
      'invalid_request_body',
      `The body nests deeper than ${BODY_DEPTH_MAX} levels. Send a flatter one.`,
    );
  }
  const members = parsed(text);
  if (!isJsonObject(members)) {
    throw new ApiProblem(
      'invalid_request_body',
      'The body must be a JSON object, such as {"display_name": "Ada"}.',
    );
  }
  return { text, members };
}

/**
 * The exact text of the body's `metadata`, so that numbers beyond 2^53, the order of members and repeated members are
 * kept; `undefined` when there is none. Of several, the last counts, as for `JSON.parse`. Throws `ApiProblem` when it
 * holds a text that cannot be stored: checked in the text, because parsing hides all but the last repeated member.
 */
export function sentMetadata({ text }: RequestBody): string | undefined {
  const members = jsonTree(text)?.children ?? [];
  const node = members.findLast((member) => member.children?.[0]?.value === 'metadata')?.children?.[1];
  if (node === undefined) return undefined;
  const unchecked = [node];
  for (let next = unchecked.pop(); next !== undefined; next = unchecked.pop()) {
    if (typeof next.value === 'string' && next.type === 'string' && !isWellFormedText(next.value)) {
      throw invalidField(
        'invalid_request_body',
        'metadata',
        'Contains a character that cannot be stored (NUL or half of a surrogate pair). Remove it.',
      );
    }
    for (const child of next.children ?? []) unchecked.push(child);
  }
  return text.slice(node.offset, node.offset + node.length);
}

/**
 * The bytes of a body. What is too large is read on and thrown away, within reason: a sender reads the answer only
 * after it has sent everything, and a body left unread blocks the next request of its connection.
 */
async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > DISCARDED_BYTES_MAX)
    throw new ApiProblem('payload_too_large');
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size <= BODY_BYTES_MAX) chunks.push(value);
    else chunks.length = 0;
    if (size > DISCARDED_BYTES_MAX) {
      await reader.cancel();
      break;
    }
  }
  if (size > BODY_BYTES_MAX) throw new ApiProblem('payload_too_large');
  return Buffer.concat(chunks);
}

function decodedText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ApiProblem('invalid_request_body', 'The body is not UTF-8. Send it encoded as UTF-8.');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiProblem(
      'invalid_request_body',
      'The body is not JSON. Check its quotes, commas and brackets.',
    );
  }
}
