import { format, parseTree, type Node, type ParseError, printParseErrorCode } from 'jsonc-parser';
import { isWellFormedText } from './well-formed-text';

/**
 * Metadata as text. The dashboard reads, edits and sends the JSON text itself, so that numbers beyond 2^53,
 * repeated members, `__proto__` and the order of members survive a round trip (security, section 6).
 */

/** Deepest nesting a form accepts; checked before anything recurses over the text. */
export const METADATA_DEPTH_MAX = 32;
/** Largest metadata a form accepts, in bytes of UTF-8. */
export const METADATA_BYTES_MAX = 64 * 1024;

/** Where a text stops being JSON. Lines and columns count from 1. */
export type MetadataTextIssue = { message: string; line: number; column: number };

const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

const SYNTAX_WORDS: Record<string, string> = {
  InvalidSymbol: 'this is not a JSON value; texts need double quotes',
  InvalidNumberFormat: 'this number is not written as JSON allows',
  PropertyNameExpected: 'a member name in double quotes belongs here',
  ValueExpected: 'a value belongs here',
  ColonExpected: 'a colon belongs here',
  CommaExpected: 'a comma belongs here',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'there is something after the end of the object',
  InvalidCommentToken: 'comments are not allowed',
  UnexpectedEndOfComment: 'comments are not allowed',
  UnexpectedEndOfString: 'the closing double quote is missing',
  UnexpectedEndOfNumber: 'this number is not finished',
  InvalidUnicode: 'this \\u escape needs four hexadecimal digits',
  InvalidEscapeCharacter: 'this escape is not one JSON knows',
  InvalidCharacter: 'this character must be escaped inside a text',
};

/** Line and column, both from 1, of an offset into a text. */
function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

/** How deep arrays and objects nest in a text, without recursion and without trusting its syntax. */
export function nestingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, (depth += 1));
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}

/** The first thing that keeps a text from being metadata, or `undefined`. Empty text counts as `{}`. */
export function metadataTextIssue(text: string): MetadataTextIssue | undefined {
  if (text.trim() === '') return undefined;
  const start = { line: 1, column: 1 };
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > METADATA_BYTES_MAX)
    return {
      ...start,
      message: `Metadata is ${Math.ceil(bytes / 1024)} KiB; use at most ${METADATA_BYTES_MAX / 1024} KiB.`,
    };
  if (nestingDepth(text) > METADATA_DEPTH_MAX)
    return { ...start, message: `Metadata nests deeper than ${METADATA_DEPTH_MAX} levels.` };

  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, STRICT);
  const first = errors[0];
  if (first !== undefined) {
    const position = positionOf(text, first.offset);
    const words = SYNTAX_WORDS[printParseErrorCode(first.error)] ?? 'this is not JSON';
    return { ...position, message: `Line ${position.line}, column ${position.column}: ${words}.` };
  }
  if (tree?.type !== 'object')
    return { ...start, message: 'Metadata must be a JSON object, such as {"plan": "pro"}.' };
  try {
    const parsed: unknown = JSON.parse(text);
    if (!isWellFormedText(JSON.stringify(parsed)) || hasBrokenText(tree))
      return {
        ...start,
        message: 'Metadata contains a character that cannot be stored (NUL or half of a surrogate pair).',
      };
  } catch (error) {
    return {
      ...start,
      message: error instanceof Error ? `This is not JSON: ${error.message}.` : 'This is not JSON.',
    };
  }
  const repeated = repeatedMember(tree);
  if (repeated !== undefined) {
    const position = positionOf(text, repeated.offset);
    return {
      ...position,
      message: `Line ${position.line}, column ${position.column}: the member ${JSON.stringify(repeated.value)} is there twice; keep one.`,
    };
  }
  return undefined;
}

function hasBrokenText(node: Node): boolean {
  if (node.type === 'string') return typeof node.value === 'string' && !isWellFormedText(node.value);
  return (node.children ?? []).some(hasBrokenText);
}

function repeatedMember(node: Node): Node | undefined {
  if (node.type === 'object') {
    const seen = new Set<unknown>();
    for (const property of node.children ?? []) {
      const key = property.children?.[0];
      if (key === undefined) continue;
      if (seen.has(key.value)) return key;
      seen.add(key.value);
    }
  }
  for (const child of node.children ?? []) {
    const found = repeatedMember(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The same JSON, indented by two spaces. Values and numbers keep their very text. */
export function formattedMetadata(text: string): string {
  // Pieces in their order, and not `applyEdits`, which copies the whole text for each of many thousand edits.
  const pieces: string[] = [];
  let from = 0;
  const edits = format(text, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' });
  for (const { offset, length, content } of edits.toSorted((one, other) => one.offset - other.offset)) {
    pieces.push(text.slice(from, offset), content);
    from = offset + length;
  }
  return pieces.join('') + text.slice(from);
}

/** The tree of a JSON text with the offset of every node, or `undefined` when it is not JSON or nests too deep to walk. */
export function jsonTree(text: string, depth = 512): Node | undefined {
  if (nestingDepth(text) > depth) return undefined;
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, STRICT);
  return errors.length === 0 ? tree : undefined;
}

/**
 * The exact text of one member of a JSON text, found by its path; `undefined` when it is not there. Of repeated
 * members the last counts, as for `JSON.parse`.
 */
export function memberText(text: string, path: readonly string[]): string | undefined {
  let node = jsonTree(text);
  for (const name of path) node = memberNode(node, name);
  return node === undefined ? undefined : text.slice(node.offset, node.offset + node.length);
}

/** The exact text of one member of each object in a list, which itself is a member of a JSON text. */
export function elementTexts(text: string, list: string, member: string): (string | undefined)[] {
  // Around what may be as deep as a body stand the levels of the list.
  const elements = memberNode(jsonTree(text, 520), list)?.children ?? [];
  return elements.map((element) => {
    const node = memberNode(element, member);
    return node === undefined ? undefined : text.slice(node.offset, node.offset + node.length);
  });
}

function memberNode(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  return node.children?.findLast((child) => child.children?.[0]?.value === name)?.children?.[1];
}

/** Whether two metadata texts say the same: white space apart, every token is equal. */
export function sameMetadata(one: string, other: string): boolean {
  return compact(one) === compact(other);
}

function compact(text: string): string {
  let result = '';
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (inString) {
      result += character;
      if (character === '\\') result += text.charAt((at += 1));
      else if (character === '"') inString = false;
    } else if (character === '"') {
      inString = true;
      result += character;
    } else if (!/\s/.test(character)) result += character;
  }
  return result === '' ? '{}' : result;
}
