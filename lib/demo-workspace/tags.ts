import type { IdentityKind } from './demo-identity';
import { shareAt, shuffledPlace } from './quota';
import type { Random } from './random';
import { CORE_TAGS, HOSTILE_TAGS, TAG_CLUSTERS, TAIL_TAGS } from './tag-vocabulary';

/** Plans by kind; over all kinds 52 % `free`, 21 % `pro`, 6 % `enterprise` of all identities, tagged or not. */
const PLANS: Record<IdentityKind, readonly (readonly [string | undefined, number])[]> = {
  person: [
    ['free', 78],
    ['pro', 19],
    ['enterprise', 0.5],
    [undefined, 2.5],
  ],
  team: [
    ['free', 25],
    ['pro', 50],
    ['enterprise', 20],
    [undefined, 5],
  ],
  client: [
    ['free', 25],
    ['pro', 45],
    ['enterprise', 30],
  ],
  project: [
    ['free', 15],
    ['pro', 40],
    ['enterprise', 30],
    [undefined, 15],
  ],
  machine: [
    ['free', 10],
    ['pro', 20],
    ['enterprise', 40],
    [undefined, 30],
  ],
};

const AMOUNTS = [
  ['none', 18],
  ['few', 66],
  ['many', 15],
  ['plenty', 1],
] as const;
/** One import wrote the order number of every row as a tag: 3,000 tags that nobody else has, 11 to an identity. */
const IMPORT = { distinct: 3000, each: 11, first: 70_001 };

const TAIL = TAIL_TAGS.map((tag, at) => [tag, 1 / (at * 0.06 + 1)] as const);
const tailTotal = TAIL.reduce((sum, [, weight]) => sum + weight, 0);
const CHOICES: readonly (readonly [string, number])[] = [
  ...CORE_TAGS,
  ...TAIL.map(([tag, weight]) => [tag, (weight / tailTotal) * 36] as const),
  ...TAG_CLUSTERS.flat().map((tag) => [tag, 0.09] as const),
  ...HOSTILE_TAGS.map((tag) => [tag, 0.035] as const),
];

/** The tags of identity number `index` of `size`, in the order they were given. */
export function tagsOf(
  index: number,
  size: number,
  seed: number,
  kind: IdentityKind,
  random: Random,
): { tags: string[]; imported: boolean } {
  const place = shuffledPlace(index, size, seed, 'tag-amount');
  const amount = shareAt(place, size, AMOUNTS);
  if (amount === 'none') return { tags: [], imported: false };
  const plan = shareAt(shuffledPlace(index, size, seed, 'plan'), size, PLANS[kind]);
  const tags = plan === undefined ? [] : [plan];
  const row = amount === 'many' ? place - Math.ceil(size * 0.84) : -1;
  const orders = row < 0 ? 0 : Math.max(0, Math.min(IMPORT.each, IMPORT.distinct - row * IMPORT.each));
  if (orders > 0) {
    for (let at = 0; at < orders; at += 1) tags.push(`order:${IMPORT.first + row * IMPORT.each + at}`);
    return { tags, imported: true };
  }
  const wanted = {
    few: random.weighted([
      [1, 38],
      [2, 36],
      [3, 26],
    ] as const),
    many: random.whole(4, 12),
    plenty: random.whole(13, 30),
  }[amount];
  while (tags.length < wanted) {
    const tag = random.weighted(CHOICES);
    if (!tags.includes(tag)) tags.push(tag);
  }
  return { tags, imported: false };
}
