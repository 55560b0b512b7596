import 'server-only';
import { entityTag } from './identity-answer';
import type { Versions } from './identity-store';

/**
 * The versions that the caller's `If-Match` accepts: none or `*` accepts every one, else one of the named entity tags must
 * be the stored one. A weak tag never matches (RFC 9110, 13.1.1), nor one that is no tag of ours.
 */
export function acceptedVersions(ifMatch: string | undefined): Versions {
  if (ifMatch === undefined || ifMatch.trim() === '*') return 'any';
  return ifMatch.split(',').flatMap((part) => {
    const tag = part.trim();
    const updated = new Date(tag.slice(1, -1));
    return !Number.isNaN(updated.getTime()) && entityTag({ updated }) === tag ? [updated] : [];
  });
}
