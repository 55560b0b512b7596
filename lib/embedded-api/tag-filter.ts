import 'server-only';
import * as z from 'zod';
import { nestingDepth } from '@/lib/identity/metadata-text';
import { invalidField } from './api-problem';

/**
 * The tags of a list call in every encoding a generation has used (disagreement 7). An identity with any of them
 * matches. Where the encoding joins tags by commas, empty pieces are no tags. Throws `ApiProblem`.
 */
export function sentTags(query: URLSearchParams): string[] {
  const found: string[] = [];
  for (const [name, value] of query) {
    if (EXACT_NAME.test(name)) found.push(value);
    else if (name === 'tags') found.push(...commaSeparated(value));
    else if (name === 'filter_by') found.push(...filterBy(value));
  }
  return [...new Set(found)];
}

/** One whole tag in each value: the current encoding, and brackets as PHP, Rails and qs write them. */
const EXACT_NAME = /^(?:(?:filter_by\.tags|filter_by\[tags\])(?:\[\d*\])?|tags\[\d*\])$/;

const filterObject = z.object({ tags: z.array(z.string()).nullish() });

/** The two forms of the earlier reference pages: `{"tags":[...]}` and `tags=a,b`. */
function filterBy(value: string): string[] {
  const text = value.trim();
  if (text === '') return [];
  if (text.startsWith('tags=')) return commaSeparated(text.slice('tags='.length));
  const filter = filterObject.safeParse(parsedJson(text));
  if (!filter.success) {
    throw invalidField(
      'invalid_request',
      'filter_by',
      'Send {"tags": ["a", "b"]}, or tags=a,b as one value.',
    );
  }
  return filter.data.tags ?? [];
}

function parsedJson(text: string): unknown {
  if (nestingDepth(text) > 8) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function commaSeparated(value: string): string[] {
  return value.split(',').filter((tag) => tag !== '');
}
