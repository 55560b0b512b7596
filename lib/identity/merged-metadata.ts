import { jsonTree } from './metadata-text';

/** Whose member of two metadata texts is taken. */
export type Whose = 'own' | 'other';

/** The top members of a text by name, as they are written; `undefined` when it is not an object to walk. */
export function memberTexts(text: string): Map<string, string> | undefined {
  const members = membersOf(text);
  return members && new Map(members.map(({ name, value }) => [name, value]));
}

/**
 * One metadata text with some of its top members taken from another, to the letter: what is not taken stays as it is
 * written, white space and all. To take a member that the other does not have leaves it out. Of repeated members the
 * last counts, as for `JSON.parse`, and only that is taken. A text that cannot be walked is left alone.
 *
 * @param whose says of a member's name whose is taken
 */
export function mergedMetadata(own: string, other: string, whose: (name: string) => Whose): string {
  const [ours, theirs] = [membersOf(own), membersOf(other)];
  if (ours === undefined || theirs === undefined) return own;
  const given = new Map(theirs.map(({ name, ...member }) => [name, member]));
  const had = new Set(ours.map(({ name }) => name));
  const last = new Map(ours.map(({ name }, at) => [name, at]));

  const parts: Part[] = [];
  for (const [at, member] of ours.entries()) {
    if (whose(member.name) === 'own') parts.push({ text: member.text, before: member.before });
    else if (last.get(member.name) === at) {
      const taken = given.get(member.name);
      if (taken !== undefined) parts.push({ text: `${member.head}${taken.value}`, before: member.before });
    }
  }
  const added = [...given].filter(([name]) => !had.has(name) && whose(name) === 'other');
  const unchanged = added.length === 0 && ours.every(({ name }) => whose(name) === 'own');
  if (unchanged) return own;

  const first = ours[0];
  // New members are set apart as those that are there; those of an empty object as they were where they come from.
  const lead = (first ?? theirs[0])?.before.replace(/,/, '') ?? '';
  const between = ours[1]?.before ?? (first === undefined ? (theirs[1]?.before ?? `,${lead}`) : `,${lead}`);
  for (const [, { text }] of added) parts.push({ text, before: between });
  if (parts.length === 0) return '{}';
  const tail = first === undefined ? tailOf(other, theirs) : tailOf(own, ours);
  const members = parts.map(({ text, before }, at) => (at === 0 ? lead : before) + text);
  return `{${members.join('')}${tail}}`;
}

type Part = { text: string; before: string };

/** A member as it is written: `before` is what stands between it and what comes before, with its comma if it has one. */
type Member = { name: string; text: string; head: string; value: string; before: string; end: number };

function membersOf(text: string): Member[] | undefined {
  const tree = text.trim() === '' ? undefined : jsonTree(text);
  if (text.trim() === '') return [];
  if (tree?.type !== 'object') return undefined;
  let from = tree.offset + 1;
  return (tree.children ?? []).flatMap(({ offset, length, children: [key, value] = [] }) => {
    if (typeof key?.value !== 'string' || value === undefined) return [];
    const before = text.slice(from, offset);
    from = offset + length;
    return [
      {
        name: key.value,
        text: text.slice(offset, from),
        head: text.slice(offset, value.offset),
        value: text.slice(value.offset, value.offset + value.length),
        before,
        end: from,
      },
    ];
  });
}

/** The white space between the last member and the end of the object. */
function tailOf(text: string, members: readonly Member[]): string {
  const end = members.at(-1)?.end;
  return end === undefined ? '' : text.slice(end, text.lastIndexOf('}'));
}
