import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { ApiProblem } from './api-problem';

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();

/**
 * A check of the `Authorization` header against the one key of this API; the key counts nowhere else. Digests are
 * compared, so that neither the length nor the content of the key shows in the time it takes. Throws `ApiProblem`.
 */
export function bearerKeyCheck(apiKey: string): (authorization: string | null | undefined) => void {
  const expected = digest(apiKey);
  return (authorization) => {
    const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    if (given === undefined) throw new ApiProblem('authentication_required');
    if (!timingSafeEqual(digest(given), expected)) throw new ApiProblem('invalid_api_key');
  };
}
