import 'server-only';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import { authorize } from './authorize';
import { sharingOf, withSince } from './identities';
import { upstream } from './upstream';

/**
 * One identity as the API gives it: the very text of the answer to the call that reads it with its figures, so that
 * numbers, repeated members and members that this dashboard does not know are all there. Errors: `not-found`, and
 * those of any call.
 *
 * @param ref `_id` or external id
 */
export async function readIdentityJson(
  ref: string,
  signal?: AbortSignal,
): Promise<Outcome<{ external_id: string; text: string }>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const client = await upstream();
  const read = await client.retrieveText(ref, {
    shareAs: sharingOf(operator.value),
    ...(signal && { signal }),
  });
  if (!read.ok) return failed(withSince(read.error));
  const { identity, text } = read.value;
  return succeeded({ external_id: identity.external_id, text });
}
