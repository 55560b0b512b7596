import { jsonTree } from '@/lib/identity/metadata-text';
import { isWellFormedText } from '@/lib/identity/well-formed-text';

/**
 * A JSON text as something to draw. Literals keep their very token, members their order and their repetitions, and
 * names are values and never keys of an object: nothing is rounded, merged or taken for a prototype on the way.
 */
export type JsonNode =
  /** A string, decoded; `escaped` where only its escaped form can be carried (NUL, half of a surrogate pair). */
  | { kind: 'text'; value: string; escaped?: true }
  /** A number, `true`, `false` or `null`, as it is written. */
  | { kind: 'number'; token: string }
  | { kind: 'word'; token: string }
  | { kind: 'object' | 'array'; members: JsonMember[]; open: boolean };

/** One member of an object, by name, or of an array, by its place. */
export type JsonMember = {
  name: string | number;
  /** Whether the same object holds this name more than once. */
  repeated?: true;
  value: JsonNode;
};

type TreeNode = NonNullable<ReturnType<typeof jsonTree>>;

/** How many rows stand open at first, before nested values wait to be opened. */
const OPEN_ROWS = 120;

/** The tree of a JSON text, or `undefined` when it is not JSON or nests too deep to draw. */
export function jsonNode(text: string): JsonNode | undefined {
  const tree = jsonTree(text);
  if (tree === undefined) return undefined;
  const node = nodeOf(tree, text);
  openFirst(node);
  return node;
}

function nodeOf(tree: TreeNode, text: string): JsonNode {
  const children = tree.children ?? [];
  switch (tree.type) {
    case 'object':
      return { kind: 'object', open: false, members: objectMembers(children, text) };
    case 'array':
      return {
        kind: 'array',
        open: false,
        members: children.map((child, at) => ({ name: at, value: nodeOf(child, text) })),
      };
    case 'string':
      return textOf(tree, text);
    default: {
      const token = text.slice(tree.offset, tree.offset + tree.length);
      return { kind: tree.type === 'number' ? 'number' : 'word', token };
    }
  }
}

function objectMembers(properties: readonly TreeNode[], text: string): JsonMember[] {
  const members = properties.flatMap((property): JsonMember[] => {
    const [key, value] = property.children ?? [];
    return key === undefined || value === undefined
      ? []
      : [{ name: textOf(key, text).value, value: nodeOf(value, text) }];
  });
  const counts = new Map<string | number, number>();
  for (const { name } of members) counts.set(name, (counts.get(name) ?? 0) + 1);
  return members.map((member) =>
    (counts.get(member.name) ?? 0) > 1 ? { ...member, repeated: true } : member,
  );
}

function textOf(tree: TreeNode, text: string): { kind: 'text'; value: string; escaped?: true } {
  const value: unknown = tree.value;
  if (typeof value === 'string' && isWellFormedText(value)) return { kind: 'text', value };
  return { kind: 'text', value: text.slice(tree.offset + 1, tree.offset + tree.length - 1), escaped: true };
}

/** Opens values level by level while there is room, so that small metadata stands open whole and large does not flood. */
function openFirst(root: JsonNode): void {
  let rows = 0;
  let level: JsonNode[] = [root];
  while (level.length > 0) {
    const next: JsonNode[] = [];
    for (const node of level) {
      if (!('members' in node)) continue;
      rows += node.members.length;
      // The root stands open always: its rows are folded by number.
      if (rows > OPEN_ROWS && node !== root) continue;
      node.open = true;
      next.push(...node.members.map((member) => member.value));
    }
    if (rows > OPEN_ROWS) return;
    level = next;
  }
}
