import { tagIssue } from '@/lib/identity/tag-text';

/** What became of texts that were to be added as tags. */
export type AddedTags = {
  tags: string[];
  added: string[];
  /** Already in the list; left out. */
  repeated: string[];
  /** Why a text was refused, in the schema's words. */
  refused?: string;
};

/** A typed or pasted text as single tags: commas, line breaks and tabs (a spreadsheet row) part them. */
export function splitTags(text: string): string[] {
  return text.split(/[,\n\r\t]/).filter((part) => part.trim() !== '');
}

/** Whether a text holds more than one tag, or ends one. */
export function partsTags(text: string): boolean {
  return /[,\n\r\t]/.test(text);
}

/** Adds texts to a list of tags. Case and inner spaces are kept; a tag that is there already is not added again. */
export function addTags(tags: readonly string[], texts: readonly string[]): AddedTags {
  const known = new Set(tags);
  const added: string[] = [];
  const repeated: string[] = [];
  let refused: string | undefined;
  for (const text of texts) {
    const tag = text.trim();
    const issue = tagIssue(tag);
    if (issue !== undefined) refused ??= issue;
    else if (known.has(tag)) repeated.push(tag);
    else {
      known.add(tag);
      added.push(tag);
    }
  }
  return { tags: [...tags, ...added], added, repeated, ...(refused !== undefined && { refused }) };
}

/** Tags that differ from one another by case only, in groups. Allowed, and worth a warning. */
export function caseTwins(tags: readonly string[]): string[][] {
  const groups = new Map<string, Set<string>>();
  for (const tag of tags) {
    const key = tag.toLowerCase();
    groups.set(key, (groups.get(key) ?? new Set()).add(tag));
  }
  return [...groups.values()].filter((group) => group.size > 1).map((group) => [...group]);
}

/** Tags in quotation marks, for sentences; a long list is cut. */
export function quotedTags(tags: readonly string[], most = 3): string {
  const shown = tags.slice(0, most).map((tag) => `“${tag}”`);
  const rest = tags.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}
