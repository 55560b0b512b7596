import type { MetadataCell } from './identity-record';
import type { JsonObject } from './json-object';

/** Longest text that a cell carries, in characters; the whole value is on the identity's page. */
const LONGEST = 200;

/**
 * The values of some metadata keys as a list shows them: texts as they are, numbers and booleans plainly, anything else
 * as short JSON. A key that is not set has no cell.
 */
export function metadataCells(metadata: JsonObject, keys: readonly string[]): MetadataCell[] {
  return keys.flatMap((key) =>
    Object.hasOwn(metadata, key)
      ? [
          {
            key,
            text: cellText(metadata[key]),
            ...(typeof metadata[key] === 'number' && { number: true as const }),
          },
        ]
      : [],
  );
}

function cellText(value: unknown): string {
  // A list is read as JavaScript reads JSON: beyond 2^53 the last digits are not those that are stored.
  if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER ? `≈ ${value}` : `${value}`;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const characters = [...text.slice(0, LONGEST * 2)];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text;
}
