import { jsonTree } from '@/lib/identity/metadata-text';

/** What is shown of a column's values before they are imported. Pure. */

/** Longest sample, in characters. */
const SAMPLE_MAX = 80;

/** A cell as a sample; undefined when it is empty. */
export function cellSample(cell: string): string | undefined {
  const text = cell.trim();
  if (text === '') return undefined;
  const characters = [...text.slice(0, 4 * SAMPLE_MAX)];
  return characters.length > SAMPLE_MAX
    ? `${characters.slice(0, SAMPLE_MAX).join('')}…`
    : characters.join('');
}

/** The members of a JSON line as samples: texts as they read, all else as JSON. */
export function lineSamples(text: string): Map<string, string> {
  const samples = new Map<string, string>();
  for (const { children: [key, value] = [] } of jsonTree(text)?.children ?? []) {
    if (typeof key?.value !== 'string' || value === undefined || value.type === 'null') continue;
    const shown =
      value.type === 'string' ? String(value.value) : text.slice(value.offset, value.offset + value.length);
    const sample = cellSample(shown);
    if (sample !== undefined) samples.set(key.value, sample);
  }
  return samples;
}
