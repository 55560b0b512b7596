import 'server-only';
import { entityTag } from './identity-answer';
import type { VersionRule } from './identity-store';

/**
 * The caller's `If-Match` as a rule: none allows every version, `*` any, else one of the named entity tags must be
 * the stored one. A weak tag never matches (RFC 9110, 13.1.1).
 */
export function versionRule(ifMatch: string | undefined): VersionRule {
  if (ifMatch === undefined || ifMatch.trim() === '*') return () => true;
  const accepted = ifMatch.split(',').map((tag) => tag.trim());
  return (stored) => accepted.includes(entityTag(stored));
}
