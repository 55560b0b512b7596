import type { Node } from 'jsonc-parser';
import { jsonTree } from './metadata-text';

/**
 * One member at the top of a metadata text, changed in place: every byte that is not part of it stays as it is, so that
 * numbers beyond 2^53, the order of members and `__proto__` survive (security, section 6). Pure.
 */

/** `repeated`: the name is there more than once, so nobody can say which of them is meant. */
export type Member =
  | { state: 'absent' }
  /** Its JSON text, and how many members stand before it. */
  | { state: 'present'; text: string; at: number }
  | { state: 'repeated' }
  | { state: 'unreadable' };

/** What a metadata text has under a name. */
export function memberOf(text: string, key: string): Member {
  const members = membersOf(text);
  if (members === undefined) return { state: 'unreadable' };
  const found = members.filter(({ name }) => name === key);
  if (found.length > 1) return { state: 'repeated' };
  const [member] = found;
  if (member === undefined) return { state: 'absent' };
  return {
    state: 'present',
    text: text.slice(member.value.offset, endOf(member.value)),
    at: members.indexOf(member),
  };
}

/**
 * The text with a member set to a JSON value. A new one is written as its neighbours are.
 *
 * @param at how many members are to stand before a new one; at the end when left out
 */
export function withMember(text: string, key: string, value: string, at?: number): string {
  const members = membersOf(text) ?? [];
  const present = members.find(({ name }) => name === key);
  if (present !== undefined)
    return text.slice(0, present.value.offset) + value + text.slice(endOf(present.value));
  const last = members.at(-1);
  if (last === undefined) return `{${JSON.stringify(key)}:${value}}`;
  const colon = text.slice(endOf(last.key), last.value.offset);
  const member = `${JSON.stringify(key)}${colon}${value}`;
  const gap = gapOf(text, members, colon);
  const next = at === undefined ? undefined : members[at];
  if (next === undefined) {
    const end = endOf(last.property);
    return `${text.slice(0, end)},${gap}${member}${text.slice(end)}`;
  }
  return `${text.slice(0, next.property.offset)}${member},${gap}${text.slice(next.property.offset)}`;
}

/** The text without a member, and without the comma that parted it from its neighbour. */
export function withoutMember(text: string, key: string): string {
  const members = membersOf(text) ?? [];
  const at = members.findIndex(({ name }) => name === key);
  const [before, member, next] = [members[at - 1], members[at], members[at + 1]];
  if (member === undefined) return text;
  if (next !== undefined) return text.slice(0, member.property.offset) + text.slice(next.property.offset);
  if (before === undefined) return '{}';
  return text.slice(0, endOf(before.property)) + text.slice(endOf(member.property));
}

type MemberNodes = { name: unknown; property: Node; key: Node; value: Node };

function membersOf(text: string): MemberNodes[] | undefined {
  if (text.trim() === '') return [];
  const tree = jsonTree(text);
  if (tree?.type !== 'object') return undefined;
  return (tree.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key === undefined || value === undefined ? [] : [{ name: key.value, property, key, value }];
  });
}

/** What stands between a comma and the member after it. */
function gapOf(text: string, members: readonly MemberNodes[], colon: string): string {
  const [first, second] = members;
  if (first === undefined) return '';
  if (second !== undefined)
    return text.slice(endOf(first.property), second.property.offset).replace(/^\s*,/, '');
  const indent = text.slice(text.indexOf('{') + 1, first.property.offset);
  if (indent.includes('\n')) return indent;
  return /\s/.test(colon) ? ' ' : '';
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}
