import { formatCount } from '@/lib/format/numbers';
import { listDays, rankedBy } from '@/lib/identity/list-address';
import type { ListQuery } from '@/lib/identity/list-query';
import type { ExportField } from '@/lib/export/request';
import type { PeriodDays } from '@/lib/reporting/period';

/** What the dialog exports: identities chosen one by one, or all that a view of the list shows. */
export type DialogSelection =
  | {
      by: 'ids';
      ids: readonly string[];
      /** Of the ranking they were chosen in. */
      days?: PeriodDays | undefined;
    }
  | {
      by: 'matching';
      query: Pick<ListQuery, 'search' | 'tags' | 'sort' | 'days'>;
      /** How many there are, where somebody has counted. */
      about?: number | undefined;
    };

const RANKED_WORDS: Record<string, string> = {
  cost: 'cost',
  requests: 'requests',
  tokens: 'tokens',
  'error-rate': 'error rate',
  change: 'change in cost',
};

/** What is exported, in a sentence. */
export function selectionWords(selection: DialogSelection): string {
  if (selection.by === 'ids')
    return selection.ids.length === 1
      ? 'The selected identity.'
      : `The ${formatCount(selection.ids.length)} selected identities.`;
  const { search, tags } = selection.query;
  const [one = ''] = tags;
  const tagged =
    tags.length === 0
      ? ''
      : tags.length === 1
        ? ` tagged ${one}`
        : ` with any of ${formatCount(tags.length)} tags`;
  const filter = `${search === '' ? '' : ` found by “${search}”`}${tagged}`;
  const by = rankedBy(selection.query);
  if (by !== undefined)
    return `The ranking by ${RANKED_WORDS[by] ?? by} of the last ${listDays(selection.query)} days${filter}, in its order, with places of deleted identities.`;
  return filter === '' ? 'All identities, the newest first.' : `All identities${filter}, the newest first.`;
}

/** The columns as the dialog offers them, group by group. */
export const FIELD_GROUPS: readonly { title: string; fields: readonly [ExportField, string][] }[] = [
  {
    title: 'Profile',
    fields: [
      ['id', 'ID'],
      ['external_id', 'External ID'],
      ['display_name', 'Display name'],
      ['email', 'Email'],
      ['avatar_url', 'Avatar URL'],
      ['tags', 'Tags'],
      ['metadata', 'Metadata'],
      ['created', 'Created'],
      ['updated', 'Updated'],
    ],
  },
  {
    title: 'Usage',
    fields: [
      ['requests', 'Requests'],
      ['tokens', 'Tokens'],
      ['cost', 'Cost'],
      ['error_rate', 'Error rate'],
      ['budget', 'Budget'],
    ],
  },
];

/** Of which days the figures are. */
export function figuresWords(selection: DialogSelection): string {
  if (selection.by === 'matching' && rankedBy(selection.query) !== undefined)
    return `Figures of the last ${listDays(selection.query)} days and of the days before, with their window in each record.`;
  const days = selection.by === 'ids' ? (selection.days ?? 30) : 30;
  return `Figures of the last ${days} days, with their window in each record.`;
}
