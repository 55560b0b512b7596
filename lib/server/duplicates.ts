import 'server-only';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import type { IdentityRow } from '@/lib/identity/identity-record';
import { isSameEmail } from '@/lib/identity/same-email';
import { PAGE_LIMIT_MAX, SEARCH_MIN } from '@/lib/identity/schema';
import { authorize } from './authorize';
import { remember, sharingOf, withSince } from './identities';
import { upstream } from './upstream';

/** Identities that may be one and the same person. */
export type SameEmail = {
  /** Without the identity that was asked about, in the order of the list. */
  others: IdentityRow[];
  /** There may be more: the search found more texts that hold this email than one page holds. */
  more: boolean;
};

/**
 * The other identities that carry an identity's email, in whatever case it is written (search has no regard to case:
 * contract, List). One call of the API, and none for an identity without an email. Errors: those of any call.
 *
 * @param options `figures`: whether the 30-day figures are asked for
 */
export async function readSameEmail(
  { _id, email }: { _id: string; email?: string | undefined },
  { figures = false }: { figures?: boolean } = {},
): Promise<Outcome<SameEmail>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const search = email?.trim() ?? '';
  if (search.length < SEARCH_MIN) return succeeded({ others: [], more: false });
  const client = await upstream();
  const found = await client.list(
    { limit: PAGE_LIMIT_MAX, search, include_metrics: figures },
    { shareAs: sharingOf(operator.value) },
  );
  if (!found.ok) return failed(withSince(found.error));
  const others = found.value.identities
    .filter((identity) => identity._id !== _id && isSameEmail(identity.email, email))
    .map((identity): IdentityRow => {
      remember(identity);
      const { metadata: _metadata, workspace_id: _workspace, ...row } = identity;
      return row;
    });
  return succeeded({ others, more: found.value.has_more });
}
