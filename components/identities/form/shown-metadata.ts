import { formattedMetadata, jsonTree } from '@/lib/identity/metadata-text';

/**
 * Stored metadata as the editor shows it: indented when it came as one line. Only white space differs, so a save
 * that leaves the box alone still counts as no change. A text that is not JSON, or too deep, is left as it is.
 */
export function shownMetadata(text: string): string {
  if (text.trim() === '' || text.trim() === '{}' || text.includes('\n') || jsonTree(text) === undefined)
    return text;
  return formattedMetadata(text);
}
