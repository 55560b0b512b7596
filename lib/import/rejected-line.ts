import { jsonTree } from '@/lib/identity/metadata-text';

/**
 * A JSON line as it was, with the reason why it was rejected as a further member. A line that is no object is given as a
 * text. With its line end. Pure.
 */
export function rejectedLine(text: string | undefined, reason: string): string {
  const tree = text === undefined ? undefined : jsonTree(text);
  if (text === undefined || tree?.type !== 'object')
    return `${JSON.stringify({ ...(text !== undefined && { line: text }), reason })}\n`;
  const last = tree.children?.at(-1);
  const head = last === undefined ? '{' : `${text.slice(0, last.offset + last.length)},`;
  return `${head}"reason":${JSON.stringify(reason)}}\n`;
}
