import 'server-only';
import { isWellFormedText } from '@/lib/identity/well-formed-text';

/**
 * The text of a dynamic path segment. Next hands it over percent-encoded; it is decoded here, once, and nowhere
 * else. `undefined` when it is no text an identity could be named by.
 */
export function segmentText(segment: string): string | undefined {
  try {
    const text = decodeURIComponent(segment);
    return text !== '' && text.length <= 1024 && isWellFormedText(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
