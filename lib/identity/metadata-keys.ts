import type { Node } from 'jsonc-parser';
import { jsonTree, sameMetadata } from './metadata-text';

/** The names of the members at the top of a metadata text, each once; none when it is not an object. */
export function metadataKeys(text: string): string[] {
  return [...topMembers(text).keys()];
}

/** The names of the top members that are not the same in both texts. */
export function changedMetadataKeys(before: string, after: string): string[] {
  const [was, is] = [topMembers(before), topMembers(after)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((key) => {
    const [one, other] = [was.get(key), is.get(key)];
    return one === undefined || other === undefined || !sameMetadata(one, other);
  });
}

/** Of repeated members the last counts, as for `JSON.parse`. */
function topMembers(text: string): Map<string, string> {
  const members = new Map<string, string>();
  const tree: Node | undefined = text.trim() === '' ? undefined : jsonTree(text);
  if (tree?.type !== 'object') return members;
  for (const { children: [key, value] = [] } of tree.children ?? [])
    if (typeof key?.value === 'string' && value !== undefined)
      members.set(key.value, text.slice(value.offset, value.offset + value.length));
  return members;
}
