import type { Node } from 'jsonc-parser';
import { plainCell } from '@/lib/export/text-records';
import { FIELD_LABELS, type IdentityValues } from '@/lib/identity/identity-values';
import { jsonTree } from '@/lib/identity/metadata-text';
import type { ImportChoices, ImportColumn, TagSeparator } from './import-request';
import type { RowInput } from './row-input';

/** What a row of a file asks for, before anything is known of the identity. Pure. */

/** One key of the metadata: `cell` is text of a table, `json` the exact text of a value; neither: it is removed. */
export type MemberWish = { key: string } & ({ cell: string } | { json: string } | { removed: true });

export type RowWishes = {
  external_id: string;
  /** Fields that the row says something of. */
  values: Partial<IdentityValues>;
  members: MemberWish[];
};

/** What a row asks for, or why that cannot be told. */
export type ReadRow = { wishes: RowWishes } | { rejected: string };

type Request = ImportChoices & { columns: readonly Pick<ImportColumn, 'name'>[] };

/** Reads a row by its mapping. */
export function rowWishes(input: RowInput, request: Request): ReadRow {
  if (input.broken !== undefined) return { rejected: input.broken };
  const wishes: RowWishes = { external_id: '', values: {}, members: [] };
  const issue =
    input.text === undefined
      ? readCells(input.cells ?? [], request, wishes)
      : readMembers(input.text, request, wishes);
  return issue === undefined ? { wishes } : { rejected: issue };
}

function readCells(cells: readonly string[], request: Request, wishes: RowWishes): string | undefined {
  for (const [at, target] of request.mapping.entries()) {
    const cell = cells[at] ?? '';
    if (target.to === 'none') continue;
    if (target.to === 'external_id') wishes.external_id = cell;
    else if (target.to === 'key') {
      if (cell !== '') wishes.members.push({ key: target.key, cell });
      else if (request.empty === 'clear') wishes.members.push({ key: target.key, removed: true });
    } else if (cell === '') clear(target.to, request, wishes);
    else if (target.to === 'metadata') wishes.values.metadata_text = cell;
    else if (target.to === 'tags') {
      const tags = tagsOf(cell, request.separator);
      if (tags === undefined) return 'Tags: this is not a JSON array of texts, such as ["vip", "beta"].';
      wishes.values.tags = tags;
    } else wishes.values[target.to] = cell;
  }
  return undefined;
}

function readMembers(text: string, request: Request, wishes: RowWishes): string | undefined {
  const members = membersOf(text);
  for (const [at, target] of request.mapping.entries()) {
    const node = members.get(request.columns[at]?.name ?? '');
    if (node === undefined || target.to === 'none') continue;
    const json = text.slice(node.offset, node.offset + node.length);
    if (target.to === 'key') wishes.members.push({ key: target.key, json });
    else if (target.to === 'external_id') {
      if (node.type !== 'string') return 'External ID: must be a text in double quotes.';
      wishes.external_id = String(node.value);
    } else if (node.type === 'null' || node.value === '') clear(target.to, request, wishes);
    else if (target.to === 'metadata') {
      if (node.type !== 'object') return 'Metadata: must be a JSON object.';
      wishes.values.metadata_text = json;
    } else if (target.to === 'tags') {
      const tags = node.type === 'string' ? tagsOf(String(node.value), request.separator) : textsOf(json);
      if (tags === undefined) return 'Tags: must be an array of texts.';
      wishes.values.tags = tags;
    } else if (node.type === 'string') wishes.values[target.to] = String(node.value);
    else return `${FIELD_LABELS[target.to]}: must be a text in double quotes.`;
  }
  return undefined;
}

/** The members of a JSON object by name; of repeated ones the last counts, as for `JSON.parse`. */
function membersOf(text: string): Map<string, Node> {
  const members = new Map<string, Node>();
  for (const { children: [key, value] = [] } of jsonTree(text)?.children ?? [])
    if (typeof key?.value === 'string' && value !== undefined) members.set(key.value, value);
  return members;
}

function clear(
  to: 'display_name' | 'email' | 'avatar_url' | 'tags' | 'metadata',
  { empty }: Request,
  { values }: RowWishes,
): void {
  if (empty === 'leave') return;
  if (to === 'tags') values.tags = [];
  else if (to === 'metadata') values.metadata_text = '{}';
  else values[to] = '';
}

/** Tags as a JSON array, the only way to write one that holds the separator; or parted by it. */
function tagsOf(cell: string, separator: TagSeparator): string[] | undefined {
  if (cell.trim().startsWith('[')) return textsOf(cell);
  const tags = cell.split(separator === '\n' ? /\r?\n/ : separator).map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

function textsOf(json: string): string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(json);
    return Array.isArray(parsed) && parsed.every((tag) => typeof tag === 'string') ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The JSON text of a cell: numbers, `true`, `false`, `null`, lists and objects as they are written, all else as a text. A
 * cell that an export would write for what is stored stands for just that, so that a file that comes back unchanged
 * changes nothing.
 *
 * @param stored the JSON text of what is stored under the key
 */
export function cellJson(cell: string, stored: string | undefined): string {
  if (stored !== undefined && String(plainCell({ json: stored }) ?? '') === cell) return stored;
  const text = cell.trim();
  const tree = /^["]/.test(text) ? undefined : jsonTree(text);
  return tree === undefined || tree.type === 'string' ? JSON.stringify(cell) : text;
}
