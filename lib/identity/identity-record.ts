import type { RankedRow, RankedWindow } from '@/lib/reporting/ranking-schema';
import type { ListQuery } from './list-query';
import type { Identity } from './schema';

/**
 * One identity as pages and forms hold it. Metadata is kept as the very text of the answer: JavaScript numbers
 * round beyond 2^53 and objects drop repeated members, so a parsed copy would show, and save, something else.
 */
export type IdentityRecord = Omit<Identity, 'metadata'> & {
  /** The JSON text of `metadata`, exactly as answered. `{}` when unset. */
  metadata_text: string;
};

/** The value of one metadata key, as text. `number`: it is one, and stands as figures do. */
export type MetadataCell = { key: string; text: string; number?: true };

/**
 * One identity as a row of a list holds it: of its metadata only the keys that are columns. Without `metadata` nothing
 * is known of them.
 */
export type IdentityRow = Omit<Identity, 'metadata' | 'workspace_id'> & { metadata?: MetadataCell[] };

/** A column of a page, with all that its head and its cells need: the browser has no table of columns. */
export type PageColumn = {
  /** Of `lib/identity/list-columns.ts`. */
  id: string;
  name: string;
  unit?: string;
  kind: 'text' | 'figure' | 'time';
  /** Pixels, where the operator has set it. */
  width?: number;
  /** What a figure's head says of its window and order. */
  note?: string;
  /** The page is ranked by it. */
  sorted?: true;
  /** Where it stands at the foot of a card, which is what a row is on a phone. */
  card?: 'first' | 'second';
};

/** The saved view that a page was opened by. */
export type OpenView = { id: string; name: string };

/** One page of the list, as the pages and `/api/identities` hold it. */
export type IdentityPage = {
  rows: IdentityRow[];
  /** More rows in the direction that was asked for. */
  has_more: boolean;
  /** The query that was answered; another than asked when the address had to be corrected. */
  query: ListQuery;
  /** ISO 8601 time of the answer: the end of the figures' window. */
  read_at: string;
  /** Where the list is a ranking: its places, of which `rows` are those that are identities still. */
  ranking?: RankedPage;
  /** Where a ranking was asked for and the upstream has none: why, in a sentence. */
  no_reports?: string;
  /** The columns that the operator sees, in order; the identity is the first. */
  columns: PageColumn[];
  /** The saved view whose address this is. */
  view?: OpenView;
  /** What the operator should know of the view: that it is gone, or what it names and is not here. */
  notice?: string;
  /** Whether rows carry budgets, which the operator asked for; absent when nobody did. */
  budgets?: 'shown' | 'unavailable';
};

/** The places of one page of a ranking. Their figures are those of the window, and not of the rows. */
export type RankedPage = {
  window: RankedWindow;
  /** The window, and what was left out, in words: the browser needs no code for them. */
  caption: string;
  places: RankedPlace[];
};

/** A place. `id` is the `_id` of its row; without one the identity is gone, or was never seen (`unseen`). */
export type RankedPlace = Pick<
  RankedRow,
  'rank' | 'external_id' | 'figures' | 'before' | 'last_name' | 'unseen'
> & { id?: string };
