import { formatCount, formatOrdinal } from '@/lib/format/numbers';
import type { IdentityStanding } from './ranking-schema';

/** A tag with fewer identities gives no share worth a sentence. */
const TAG_MIN = 10;
/** How many tags are spoken of. */
const TAGS_SHOWN = 2;

/**
 * Where an identity stands, its place by cost first: `12th of 2,108 by cost in the last 30 days`, `costs more than 97%
 * of the other identities tagged “free”`. Empty where it has no place.
 */
export function standingWords({ ranks, among_tags: tags, among, window }: IdentityStanding): string[] {
  const { cost } = ranks;
  if (cost === undefined) return [];
  const whole = among === undefined ? '' : `, among the ${formatCount(among)} largest`;
  const place = `${formatOrdinal(cost.rank)} of ${formatCount(cost.of)} by cost in the last ${window.days} days${whole}`;
  const shares = tags
    .filter(({ identities }) => identities >= TAG_MIN)
    .map(({ tag, identities, cost_less: less }) => ({ tag, share: lessThan(less, identities - 1) }))
    .filter(({ share }) => share >= 0.5)
    .toSorted((one, other) => other.share - one.share)
    .slice(0, TAGS_SHOWN);
  return [place, ...shares.map(({ tag, share }) => `costs more than ${shareWords(share)} tagged “${tag}”`)];
}

/** The share of the others, at most all of them. */
function lessThan(less: number, others: number): number {
  return others <= 0 ? 0 : Math.min(1, less / others);
}

/** Whole percents, rounded down: more than 97.9% is more than 97%. "All" only of all. */
function shareWords(share: number): string {
  return share === 1 ? 'all other identities' : `${Math.floor(share * 100)}% of the other identities`;
}
