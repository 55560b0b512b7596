import 'server-only';
import type { TagSuggestion } from '@/lib/identity/tag-suggestion';
import { processWide } from './process-wide';

/**
 * The API has no list of tags, so suggestions come from the identities that have passed through this process.
 * Bounded: the oldest identities are forgotten first.
 */
const MOST_IDENTITIES = 20_000;

type Seen = { tagsOf: Map<string, readonly string[]>; counts: Map<string, number> };

const seen = () => processWide<Seen>('seen-tags', () => ({ tagsOf: new Map(), counts: new Map() }));

function forget({ tagsOf, counts }: Seen, id: string): void {
  for (const tag of tagsOf.get(id) ?? []) {
    const left = (counts.get(tag) ?? 0) - 1;
    if (left > 0) counts.set(tag, left);
    else counts.delete(tag);
  }
  tagsOf.delete(id);
}

/** Notes the tags of an identity as last seen. */
export function rememberTags(identity: { _id: string; tags: readonly string[] }): void {
  const state = seen();
  forget(state, identity._id);
  const tags = [...new Set(identity.tags)];
  state.tagsOf.set(identity._id, tags);
  for (const tag of tags) state.counts.set(tag, (state.counts.get(tag) ?? 0) + 1);
  if (state.tagsOf.size > MOST_IDENTITIES) {
    const [oldest] = state.tagsOf.keys();
    if (oldest !== undefined) forget(state, oldest);
  }
}

/** Forgets a deleted identity. */
export function forgetTags(id: string): void {
  forget(seen(), id);
}

/** Seen tags that contain a text, without regard to case: those that start with it first, then by how often seen. */
export function suggestTags(text: string, limit: number): TagSuggestion[] {
  const wanted = text.trim().toLowerCase();
  return [...seen().counts]
    .filter(([tag]) => tag.toLowerCase().includes(wanted))
    .map(([tag, identities]) => ({ tag, identities, starts: tag.toLowerCase().startsWith(wanted) }))
    .sort(
      (one, other) =>
        Number(other.starts) - Number(one.starts) ||
        other.identities - one.identities ||
        (one.tag < other.tag ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ tag, identities }) => ({ tag, identities }));
}
