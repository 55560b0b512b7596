import type { IdentityPage, PageColumn } from './identity-record';
import type { ListColumn } from './list-columns-schema';

/**
 * The columns of the list: which there are, what they are called, and how a choice of them becomes the header of a
 * page. The names of the default ones are part of the outward contract (accessible names, List). Pure; the list page
 * ships none of it: the server sends each page with its columns, and the choice of columns is fetched when it is meant.
 */

/** Narrowest and widest that a column can be set to, in pixels. */
export const COLUMN_WIDTH_MIN = 64;
export const COLUMN_WIDTH_MAX = 640;

type Known = Pick<PageColumn, 'name' | 'unit' | 'kind'>;

/** Every column but those of metadata keys, in the order in which they are offered. */
const KNOWN = {
  identity: { name: 'Identity', kind: 'text' },
  'external-id': { name: 'External ID', kind: 'text' },
  tags: { name: 'Tags', kind: 'text' },
  requests: { name: 'Requests', kind: 'figure' },
  cost: { name: 'Cost', kind: 'figure', unit: 'USD' },
  tokens: { name: 'Tokens', kind: 'figure' },
  'error-rate': { name: 'Error rate', kind: 'figure' },
  budget: { name: 'Budget', kind: 'text' },
  updated: { name: 'Updated', kind: 'time' },
  created: { name: 'Created', kind: 'time' },
  email: { name: 'Email', kind: 'text' },
} as const satisfies Record<string, Known>;

export const KNOWN_COLUMNS = Object.keys(KNOWN) as (keyof typeof KNOWN)[];
/** Shown to whoever has chosen nothing. */
export const DEFAULT_COLUMNS: readonly ListColumn[] = KNOWN_COLUMNS.filter(
  (id) => id !== 'budget' && id !== 'created' && id !== 'email',
).map((id) => ({ id }));
/** The same with budgets, where they always stood. */
export const DEFAULT_WITH_BUDGET: readonly ListColumn[] = DEFAULT_COLUMNS.flatMap((column) =>
  column.id === 'updated' ? [{ id: 'budget' }, column] : [column],
);

const METADATA = 'metadata:';

/** The column of a metadata key. */
export function metadataColumn(key: string): string {
  return `${METADATA}${key}`;
}

/** The metadata key that a column shows; undefined for every other column. */
export function metadataKeyOf(id: string): string | undefined {
  return id.startsWith(METADATA) && id !== METADATA ? id.slice(METADATA.length) : undefined;
}

/** The metadata keys that a choice of columns shows. */
export function metadataKeysOf(columns: readonly Pick<ListColumn, 'id'>[]): string[] {
  return columns.flatMap(({ id }) => metadataKeyOf(id) ?? []);
}

function knownColumn(id: string): Known | undefined {
  return Object.hasOwn(KNOWN, id) ? KNOWN[id as keyof typeof KNOWN] : undefined;
}

/** What a column is called; one of metadata by its key. */
export function columnName(id: string): string {
  return knownColumn(id)?.name ?? metadataKeyOf(id) ?? id;
}

/**
 * Stored columns as they can be shown: the identity first, each once, and without those that this version does not
 * know, which are named.
 */
export function readColumns(stored: readonly ListColumn[]): { columns: ListColumn[]; dropped: string[] } {
  const byId = new Map<string, ListColumn>([['identity', { id: 'identity' }]]);
  const dropped = new Set<string>();
  for (const column of stored) {
    const { id } = column;
    if (knownColumn(id) === undefined && metadataKeyOf(id) === undefined) dropped.add(id);
    else if (id === 'identity' || !byId.has(id)) byId.set(id, column);
  }
  return { columns: [...byId.values()], dropped: [...dropped] };
}

/** Columns as they are stored, from those of a page. */
export function chosenColumns(columns: readonly PageColumn[]): ListColumn[] {
  return columns.map(({ id, width }) => ({ id, ...(width !== undefined && { width }) }));
}

/** Whether two choices show the same: columns, order and widths. */
export function sameColumns(one: readonly ListColumn[], other: readonly ListColumn[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ id, width }, at) => id === other[at]?.id && width === other[at]?.width)
  );
}

/** The header of a page: its columns with all that their heads and cells need. */
export function pageColumns(
  columns: readonly ListColumn[],
  page: Pick<IdentityPage, 'rows' | 'query' | 'ranking'>,
): PageColumn[] {
  const cards = cardColumns(columns, page.query.sort);
  return columns.map(({ id, width }) => {
    const key = metadataKeyOf(id);
    const { name, kind, unit } = knownColumn(id) ?? {
      name: columnName(id),
      kind: key !== undefined && isNumeric(key, page.rows) ? ('figure' as const) : ('text' as const),
    };
    const card = cards.indexOf(id);
    return {
      id,
      name,
      kind,
      ...(width !== undefined && { width }),
      ...(unit !== undefined && { unit }),
      ...(kind === 'figure' && key === undefined && { note: figureNote(id, page) }),
      ...(page.ranking !== undefined && page.query.sort === id && { sorted: true as const }),
      ...(card !== -1 && { card: card === 0 ? ('first' as const) : ('second' as const) }),
    };
  });
}

/** What a figure's header says of its order: the API itself sorts by newest, name and update only. */
function figureNote(id: string, { ranking, query }: Pick<IdentityPage, 'query' | 'ranking'>): string {
  if (ranking === undefined) return 'Last 30 days. “Sort by” ranks the whole workspace by this figure.';
  const { days } = ranking.window;
  return query.sort === id
    ? `Last ${days} days, highest first over the whole workspace.`
    : `Last ${days} days. “Sort by” ranks by this figure instead.`;
}

/** Whether every value of a metadata key on a page is a number: its column is then aligned as figures are. */
function isNumeric(key: string, rows: IdentityPage['rows']): boolean {
  const cells = rows.flatMap((row) => row.metadata?.find((cell) => cell.key === key) ?? []);
  return cells.length > 0 && cells.every(({ number }) => number);
}

/** What never stands at a card's foot: it has a place of its own there, or is too long for one. */
const NOT_ON_CARDS = ['identity', 'external-id', 'tags', 'budget', 'email'];

/**
 * The two columns at the foot of a card, which is what a row is on a phone: the first two figures that are shown, then
 * the first of the others. What a ranking goes by takes the place of the first.
 */
function cardColumns(columns: readonly ListColumn[], sort: string): string[] {
  const can = columns.map(({ id }) => id).filter((id) => !NOT_ON_CARDS.includes(id));
  const isFigure = (id: string) => knownColumn(id)?.kind === 'figure';
  const two = [...can.filter(isFigure), ...can.filter((id) => !isFigure(id))].slice(0, 2);
  return can.includes(sort) && !two.includes(sort) ? [sort, ...two.slice(1)] : two;
}
