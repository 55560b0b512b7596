/** Longest text that is looked up as an id. */
const LONGEST = 300;

/**
 * The id that a search text may name exactly: the text itself, or the id in a pasted address of an identity page of
 * this dashboard or of the Studio. `undefined` when it can be none.
 */
export function pastedReference(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length < 2 || trimmed.length > LONGEST || /[\r\n]/.test(trimmed)) return undefined;
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return trimmed;
  const segments = new URL(trimmed).pathname.split('/');
  const at = segments.findIndex((segment) => segment === 'identities' || segment === 'contacts');
  const segment = at === -1 ? undefined : segments[at + 1];
  if (segment === undefined || segment === '' || segment === 'new' || segment === 'paste') return trimmed;
  try {
    return decodeURIComponent(segment);
  } catch {
    return trimmed;
  }
}

type Named = { _id: string; external_id: string; email?: string | undefined };

/** By which of its names a text means an identity exactly, if by any. Emails are compared without regard to case. */
export function exactMatch(identity: Named, reference: string): 'ID' | 'external ID' | 'email' | undefined {
  if (identity._id === reference) return 'ID';
  if (identity.external_id === reference) return 'external ID';
  if (identity.email !== undefined && identity.email.toLowerCase() === reference.toLowerCase())
    return 'email';
  return undefined;
}
