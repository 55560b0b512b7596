import 'server-only';
import type { JsonObject } from '@/lib/identity/json-object';
import type { MetadataKeySuggestion } from '@/lib/identity/metadata-key-suggestion';
import { processWide } from './process-wide';

/**
 * The API has no list of metadata keys, so suggestions come from the identities that have passed through this process.
 * Bounded: keys beyond so many, or longer than this, are not noted, and the oldest identities are forgotten first.
 */
const MOST_IDENTITIES = 20_000;
const MOST_KEYS = 2_000;
const LONGEST_KEY = 200;

type Seen = { keysOf: Map<string, readonly string[]>; counts: Map<string, number> };

const seen = () => processWide<Seen>('seen-metadata-keys', () => ({ keysOf: new Map(), counts: new Map() }));

function forget({ keysOf, counts }: Seen, id: string): void {
  for (const key of keysOf.get(id) ?? []) {
    const left = (counts.get(key) ?? 0) - 1;
    if (left > 0) counts.set(key, left);
    else counts.delete(key);
  }
  keysOf.delete(id);
}

/** Notes the metadata keys of an identity as last seen. */
export function rememberMetadataKeys(id: string, metadata: JsonObject): void {
  const state = seen();
  forget(state, id);
  const keys = Object.keys(metadata).filter(
    (key) =>
      key !== '' && key.length <= LONGEST_KEY && (state.counts.has(key) || state.counts.size < MOST_KEYS),
  );
  if (keys.length === 0) return;
  state.keysOf.set(id, keys);
  for (const key of keys) state.counts.set(key, (state.counts.get(key) ?? 0) + 1);
  if (state.keysOf.size > MOST_IDENTITIES) {
    const [oldest] = state.keysOf.keys();
    if (oldest !== undefined) forget(state, oldest);
  }
}

/** Seen keys that contain a text, without regard to case, the most frequent first. */
export function suggestMetadataKeys(text: string, limit: number): MetadataKeySuggestion[] {
  const wanted = text.trim().toLowerCase();
  return [...seen().counts]
    .filter(([key]) => key.toLowerCase().includes(wanted))
    .sort(([one, oneCount], [other, otherCount]) => otherCount - oneCount || (one < other ? -1 : 1))
    .slice(0, limit)
    .map(([key, identities]) => ({ key, identities }));
}
