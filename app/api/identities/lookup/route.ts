import { failed, succeeded } from '@/lib/errors/app-error';
import { authorize } from '@/lib/server/authorize';
import { readIdentity } from '@/lib/server/identities';
import { outcomeResponse } from '@/lib/server/json-response';

/** The identity whose `_id` or external id is exactly `ref`, as far as a suggestion needs it. */
export async function GET(request: Request): Promise<Response> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return outcomeResponse(operator);
  const ref = new URL(request.url).searchParams.get('ref') ?? '';
  if (ref === '' || ref.length > 512)
    return outcomeResponse(failed({ kind: 'not-found', message: 'Identity not found' }));
  const read = await readIdentity(ref, { signal: request.signal });
  if (!read.ok) return outcomeResponse(read);
  const { _id, external_id, display_name, email } = read.value;
  return outcomeResponse(succeeded({ _id, external_id, display_name, email }));
}
