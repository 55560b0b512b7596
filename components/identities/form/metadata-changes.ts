import type { Node } from 'jsonc-parser';
import { jsonTree, sameMetadata } from '@/lib/identity/metadata-text';

/** One member that differs, by its path, with the exact text on either side; `undefined` where it is not there. */
export type MemberChange = { path: string[]; before: string | undefined; after: string | undefined };

/**
 * The members that differ between two metadata texts; objects are compared inside. Empty when only the order of
 * members differs, `undefined` when a text is not JSON.
 */
export function metadataChanges(before: string, after: string): MemberChange[] | undefined {
  const [one, other] = [orEmpty(before), orEmpty(after)];
  const [oneTree, otherTree] = [jsonTree(one), jsonTree(other)];
  if (oneTree?.type !== 'object' || otherTree?.type !== 'object') return undefined;
  const changes: MemberChange[] = [];
  compareMembers([], { text: one, node: oneTree }, { text: other, node: otherTree }, changes);
  return changes;
}

type Side = { text: string; node: Node };

function compareMembers(path: string[], before: Side, after: Side, changes: MemberChange[]): void {
  const [was, is] = [members(before.node), members(after.node)];
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const here = [...path, key];
    const [one, other] = [was.get(key), is.get(key)];
    if (one?.type === 'object' && other?.type === 'object') {
      compareMembers(here, { text: before.text, node: one }, { text: after.text, node: other }, changes);
      continue;
    }
    const change = { path: here, before: slice(before.text, one), after: slice(after.text, other) };
    const same =
      change.before !== undefined && change.after !== undefined && sameMetadata(change.before, change.after);
    if (!same) changes.push(change);
  }
}

function members(node: Node): Map<string, Node> {
  const result = new Map<string, Node>();
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (typeof key?.value === 'string' && value !== undefined) result.set(key.value, value);
  }
  return result;
}

const slice = (text: string, node: Node | undefined) =>
  node === undefined ? undefined : text.slice(node.offset, node.offset + node.length);
const orEmpty = (text: string) => (text.trim() === '' ? '{}' : text);
