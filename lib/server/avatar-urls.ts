import 'server-only';
import { processWide } from './process-wide';

/**
 * The avatar address of identities read lately, by `_id`, so that the pictures of a list cost no call of the API
 * each. Bounded: the oldest are forgotten first.
 */
const MOST = 20_000;

const known = () => processWide<Map<string, string | undefined>>('avatar-urls', () => new Map());

/** Notes the avatar address of an identity as last read. */
export function rememberAvatarUrl(identity: { _id: string; avatar_url?: string | undefined }): void {
  const urls = known();
  urls.delete(identity._id);
  urls.set(identity._id, identity.avatar_url);
  if (urls.size > MOST) {
    const [oldest] = urls.keys();
    if (oldest !== undefined) urls.delete(oldest);
  }
}

/** What is known of an identity's avatar address: `known: false` when it was not read lately. */
export function knownAvatarUrl(id: string): { known: boolean; url?: string | undefined } {
  const urls = known();
  return urls.has(id) ? { known: true, url: urls.get(id) } : { known: false };
}
