import 'server-only';
import { isWellFormedText } from '@/lib/identity/well-formed-text';
import { invalidField } from './api-problem';

/** The path as sent. Hono would decode parts of it, and `%2F` must not become a separator (contract, Path id). */
export function sentPath(request: Request): string {
  return new URL(request.url).pathname;
}

/** The `_id` or `external_id` that the last segment of a routed path names. Throws `ApiProblem`. */
export function pathReference(path: string): string {
  const reference = decoded(path.slice(path.lastIndexOf('/') + 1));
  if (reference === undefined) {
    throw invalidField(
      'invalid_request',
      'id',
      'Encode the id as one path segment in UTF-8; this one has a malformed % escape.',
    );
  }
  if (!isWellFormedText(reference))
    throw invalidField('invalid_request', 'id', 'An id cannot contain NUL (%00).');
  return reference;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
