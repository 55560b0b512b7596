import type { Budget } from '@/lib/budget/schema';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { identityName } from '@/lib/identity/identity-name';
import { memberText } from '@/lib/identity/metadata-text';
import type { RankedWindow } from '@/lib/reporting/ranking-schema';
import { errorRate, type UsageFigures } from '@/lib/reporting/usage-figures';
import type { ExportField, ExportRequest } from './request';

/** The columns of an export, and what stands in them. Pure; the same for every format. */

/** One record, whatever file it goes into. Without `identity` it is a place of a ranking whose identity is gone. */
export type ExportRow = {
  external_id: string;
  identity?: IdentityRecord;
  /** ISO 8601 time at which the 30-day figures were read, which is the end of their window. */
  read_at: string;
  /** Figures of a ranking's period. */
  period?: { window: RankedWindow; figures: UsageFigures };
  /** Where it stands in a ranking. */
  place?: { rank: number; before: UsageFigures };
  budget?: Budget | undefined;
};

/** A cell: text, a number, a JSON text, or nothing. */
export type ExportCell = string | number | { json: string } | undefined;

/** `json`: what it is called in JSON Lines, where the API has another name for it. */
export type ExportColumn = { name: string; json?: string; of: (row: ExportRow) => ExportCell };

/** The figures that an export holds: those of 30 days, of a period, or of a period and the one before. */
export type ExportShape = 'list' | 'period' | 'ranking';

/** The shape that a request asks for. */
export function exportShape({ selection }: Pick<ExportRequest, 'selection'>): ExportShape {
  if (selection.by === 'ids') return selection.days === undefined ? 'list' : 'period';
  return isRanking(selection.sort) ? 'ranking' : 'list';
}

function isRanking(sort: string): boolean {
  return sort !== 'newest' && sort !== 'name' && sort !== 'updated';
}

/** The columns that a request asks for, in their order: who, what is stored, what was used. */
export function exportColumns(request: Pick<ExportRequest, 'selection' | 'fields' | 'keys'>): ExportColumn[] {
  const shape = exportShape(request);
  const wants = (field: ExportField) => request.fields.includes(field);
  const figures = FIGURES[shape].filter(({ field }) => wants(field)).map(({ column }) => column);
  return [
    ...(shape === 'ranking' ? PLACE : []),
    ...PROFILE.filter(({ field }) => wants(field)).map(({ column }) => column),
    ...request.keys.map(keyColumn),
    ...figures,
    // Without its window no figure says anything.
    ...(figures.length > 0 ? WINDOWS[shape] : []),
    ...(wants('budget') ? BUDGET : []),
  ];
}

/** What a ranking's record is called: by the name that the list shows. */
export function rowName({ external_id, identity }: ExportRow): string {
  return identity === undefined ? `Deleted identity ${external_id}` : identityName(identity);
}

const PLACE: ExportColumn[] = [
  { name: 'rank', of: ({ place }) => place?.rank },
  { name: 'name', of: rowName },
];

const PROFILE: { field: ExportField; column: ExportColumn }[] = [
  { field: 'id', column: { name: 'id', json: '_id', of: ({ identity }) => identity?._id } },
  { field: 'external_id', column: { name: 'external_id', of: ({ external_id }) => external_id } },
  { field: 'display_name', column: profile('display_name') },
  { field: 'email', column: profile('email') },
  { field: 'avatar_url', column: profile('avatar_url') },
  {
    field: 'tags',
    // A JSON array in a cell, too: a tag may hold any separator.
    column: { name: 'tags', of: ({ identity }) => identity && { json: JSON.stringify(identity.tags) } },
  },
  {
    field: 'metadata',
    column: { name: 'metadata', of: ({ identity }) => identity && { json: identity.metadata_text } },
  },
  { field: 'created', column: profile('created') },
  { field: 'updated', column: profile('updated') },
];

function profile(name: 'display_name' | 'email' | 'avatar_url' | 'created' | 'updated'): ExportColumn {
  return { name, of: ({ identity }) => identity?.[name] };
}

/** What the columns of single metadata keys are called: this and the key. */
export const KEY_PREFIX = 'metadata.';

function keyColumn(key: string): ExportColumn {
  return {
    name: `${KEY_PREFIX}${key}`,
    of: ({ identity }) => {
      const json = identity && memberText(identity.metadata_text, [key]);
      return json === undefined ? undefined : { json };
    },
  };
}

type Figure = { field: ExportField; column: ExportColumn };
const of30Days = (name: string, member: 'total_requests' | 'total_tokens' | 'total_cost' | 'error_rate') => ({
  name,
  of: ({ identity }: ExportRow) => identity?.metrics?.[member],
});
const ofPeriod = (name: string, figure: (figures: UsageFigures) => number | undefined): ExportColumn => ({
  name,
  of: ({ period }) => period && figure(period.figures),
});
const ofBefore = (name: string, figure: (figures: UsageFigures) => number | undefined): ExportColumn => ({
  name,
  of: ({ place }) => place && figure(place.before),
});

const PERIOD: Figure[] = [
  { field: 'requests', column: ofPeriod('requests', ({ requests }) => requests) },
  { field: 'error_rate', column: ofPeriod('failed_requests', ({ errors }) => errors) },
  { field: 'tokens', column: ofPeriod('tokens', ({ tokens }) => tokens) },
  { field: 'cost', column: ofPeriod('cost_usd', ({ cost }) => cost) },
  { field: 'error_rate', column: ofPeriod('error_rate', errorRate) },
];

const FIGURES: Record<ExportShape, Figure[]> = {
  list: [
    { field: 'requests', column: of30Days('total_requests', 'total_requests') },
    { field: 'tokens', column: of30Days('total_tokens', 'total_tokens') },
    { field: 'cost', column: of30Days('total_cost_usd', 'total_cost') },
    { field: 'error_rate', column: of30Days('error_rate', 'error_rate') },
  ],
  period: PERIOD,
  ranking: [
    ...PERIOD,
    { field: 'requests', column: ofBefore('requests_before', ({ requests }) => requests) },
    { field: 'error_rate', column: ofBefore('failed_requests_before', ({ errors }) => errors) },
    { field: 'tokens', column: ofBefore('tokens_before', ({ tokens }) => tokens) },
    { field: 'cost', column: ofBefore('cost_usd_before', ({ cost }) => cost) },
    { field: 'error_rate', column: ofBefore('error_rate_before', errorRate) },
  ],
};

const OF_WINDOW: ExportColumn[] = [
  { name: 'usage_window_days', of: ({ period }) => period?.window.days },
  { name: 'usage_time_zone', of: ({ period }) => period?.window.time_zone },
  { name: 'usage_window_start', of: ({ period }) => period?.window.from },
  { name: 'usage_window_end', of: ({ period }) => period?.window.as_of },
];
const WINDOWS: Record<ExportShape, ExportColumn[]> = {
  list: [
    {
      name: 'usage_window_end',
      of: ({ identity, read_at }) => (identity?.metrics === undefined ? undefined : read_at),
    },
  ],
  period: OF_WINDOW,
  ranking: [...OF_WINDOW, { name: 'usage_before_start', of: ({ period }) => period?.window.before }],
};

const BUDGET: ExportColumn[] = [
  { name: 'budget_usd', of: ({ budget }) => budget?.amount },
  { name: 'budget_period', of: ({ budget }) => budget?.period?.replace('BUDGET_PERIOD_', '').toLowerCase() },
];

/** Every name that a column may have which says nothing that an import could store. */
export const REPORTED_COLUMNS: readonly string[] = [
  ...PLACE,
  ...Object.values(FIGURES).flatMap((figures) => figures.map(({ column }) => column)),
  ...Object.values(WINDOWS).flat(),
  ...BUDGET,
].map(({ name }) => name);
