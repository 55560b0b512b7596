import { memberTexts, mergedMetadata } from './merged-metadata';
import { sameMetadata } from './metadata-text';
import { sameField, type IdentityValues } from './identity-values';

/** Two identities that are one and the same, side by side. */
export type Side = 'left' | 'right';
export type Pair<Value> = Record<Side, Value>;
export const SIDES: readonly Side[] = ['left', 'right'];

/** The side across. */
export function across(side: Side): Side {
  return side === 'left' ? 'right' : 'left';
}

/** Fields of one text each. */
export const TEXT_FIELDS = ['display_name', 'email', 'avatar_url'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** What an operator has chosen so far; what is not chosen follows the survivor. */
export type MergeChoices = {
  texts: { readonly [field in TextField]?: Side };
  tags?: Side | 'both';
  /** By name of the member: a map, because a member may be called `__proto__`. */
  members: ReadonlyMap<string, Side>;
  /** Of metadata that cannot be walked by member. */
  metadata?: Side;
};
export const NO_CHOICES: MergeChoices = { texts: {}, members: new Map() };

/** One member of metadata on both sides, as it is written; `undefined` where it is not there. */
export type MemberPair = { name: string; texts: Pair<string | undefined>; same: boolean };

/** The members of both, in the order of the left, then of the right; `undefined` when one text cannot be walked. */
export function memberPairs({ left, right }: Pair<IdentityValues>): MemberPair[] | undefined {
  const [one, other] = [memberTexts(left.metadata_text), memberTexts(right.metadata_text)];
  if (one === undefined || other === undefined) return undefined;
  return [...new Set([...one.keys(), ...other.keys()])].map((name) => {
    const texts = { left: one.get(name), right: other.get(name) };
    const same =
      texts.left !== undefined && texts.right !== undefined && sameMetadata(texts.left, texts.right);
    return { name, texts, same };
  });
}

/** Whose text survives: the chosen one, else the survivor's own, else the only one there is. */
export function textSide(
  pair: Pair<IdentityValues>,
  survivor: Side,
  { texts }: MergeChoices,
  field: TextField,
): Side {
  return texts[field] ?? (pair[survivor][field] === '' ? across(survivor) : survivor);
}

/** Whose member survives: the chosen one, else the survivor's own, else the only one there is. */
export function memberSide({ name, texts }: MemberPair, survivor: Side, { members }: MergeChoices): Side {
  return members.get(name) ?? (texts[survivor] === undefined ? across(survivor) : survivor);
}

/** The tags of both: the survivor's in their order, then what only the other has. */
export function unitedTags(own: readonly string[], others: readonly string[]): string[] {
  const added = others.filter((tag) => !own.includes(tag));
  return added.length === 0 ? [...own] : [...new Set([...own, ...added])];
}

/**
 * What the survivor is to hold: each text of one side, tags of both or of one, metadata member by member. Its own values
 * stay as they are written wherever nothing is taken from the other.
 */
export function mergedValues(
  pair: Pair<IdentityValues>,
  survivor: Side,
  choices: MergeChoices,
): IdentityValues {
  const [own, other] = [pair[survivor], pair[across(survivor)]];
  const text = (field: TextField) => pair[textSide(pair, survivor, choices, field)][field];
  const { tags = 'both' } = choices;
  const merged = {
    display_name: text('display_name'),
    email: text('email'),
    avatar_url: text('avatar_url'),
    tags: tags === 'both' ? unitedTags(own.tags, other.tags) : [...pair[tags].tags],
    metadata_text: mergedMembers(pair, survivor, choices),
  };
  return sameField('metadata_text', own, merged) ? { ...merged, metadata_text: own.metadata_text } : merged;
}

function mergedMembers(pair: Pair<IdentityValues>, survivor: Side, choices: MergeChoices): string {
  const own = pair[survivor].metadata_text;
  const members = memberPairs(pair);
  if (members === undefined) return pair[choices.metadata ?? survivor].metadata_text;
  const taken = new Set(
    members
      .filter((member) => !member.same && memberSide(member, survivor, choices) !== survivor)
      .map(({ name }) => name),
  );
  return mergedMetadata(own, pair[across(survivor)].metadata_text, (name) =>
    taken.has(name) ? 'other' : 'own',
  );
}
