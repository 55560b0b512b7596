import 'server-only';
import type { Identity } from '@/lib/identity/schema';
import type { RankedRow } from '@/lib/reporting/ranking-schema';
import { processWide } from './process-wide';

/**
 * Reports of orq.ai name identities by an id only. What has passed through this process is remembered, so that a
 * ranking can show names without a call for each of its rows. Bounded: the oldest are forgotten first.
 */
const MOST_IDENTITIES = 20_000;

type Seen = NonNullable<RankedRow['identity']>;

/** By `_id`, and `_id`s by external id. */
const seen = () =>
  processWide('seen-identities', () => ({
    byId: new Map<string, Seen>(),
    idOf: new Map<string, string>(),
  }));

/** Notes an identity as last seen. */
export function rememberIdentity({
  _id,
  external_id,
  display_name,
  email,
  avatar_url,
  tags,
  created,
  updated,
}: Omit<Identity, 'metadata' | 'workspace_id' | 'metrics'>): void {
  const { byId, idOf } = seen();
  forgetIdentity(_id);
  byId.set(_id, { _id, external_id, display_name, email, avatar_url, tags, created, updated });
  idOf.set(external_id, _id);
  if (byId.size <= MOST_IDENTITIES) return;
  const [oldest] = byId.keys();
  if (oldest !== undefined) forgetIdentity(oldest);
}

/** Forgets an identity, by `_id`. */
export function forgetIdentity(id: string): void {
  const { byId, idOf } = seen();
  const known = byId.get(id);
  if (known === undefined) return;
  byId.delete(id);
  if (idOf.get(known.external_id) === id) idOf.delete(known.external_id);
}

/** What is remembered by an external id or an `_id`: no source says which of the two reports name. */
export function seenIdentity(ref: string): Seen | undefined {
  const { byId, idOf } = seen();
  return byId.get(idOf.get(ref) ?? ref);
}
