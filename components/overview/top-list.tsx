import Link from 'next/link';
import { formatShare } from '@/lib/format/changes';
import { formatCost, formatCostExact, formatCount, formatCountCompact } from '@/lib/format/numbers';
import { rankedHref } from '@/lib/reporting/overview-address';
import type { PeriodDays } from '@/lib/reporting/period';
import type { Overview, RankedBy, RankedRow } from '@/lib/reporting/ranking-schema';
import { PlaceName } from './place-name';
import { ShareBar } from './share-bar';

const WORDS = {
  cost: { title: 'Highest cost', figure: 'cost', total: 'of the cost' },
  requests: { title: 'Most requests', figure: 'requests', total: 'of the requests' },
  tokens: { title: 'Most tokens', figure: 'tokens', total: 'of the tokens' },
} as const;

/**
 * Who made most of one figure, each with their share of it, and what all others made together, so that the list adds up
 * to the total.
 */
export function TopList({
  by,
  overview,
  days,
}: {
  by: keyof typeof WORDS;
  overview: Overview;
  days: PeriodDays;
}) {
  const { title, total: ofTotal } = WORDS[by];
  const rows = overview.top[by].filter(({ figures }) => figures[by] > 0);
  const total = overview.totals[by];
  const others = total - rows.reduce((sum, { figures }) => sum + figures[by], 0);
  // What a sum of doubles is off by is nobody's use.
  const hasOthers = others > total * 1e-9;
  const othersCount = overview.identities - rows.length;
  return (
    <section aria-labelledby={`top-${by}`} className="panel px-4 py-3">
      <ListHead id={`top-${by}`} title={title} by={by} days={days} />
      {rows.length === 0 ? (
        <p className="py-3 text-muted">None in these {days} days.</p>
      ) : (
        <ol aria-labelledby={`top-${by}`} className="overview-places">
          {rows.map((row) => (
            <Place key={row.external_id} row={row} by={by} total={total} />
          ))}
          {hasOthers && (
            <li className="overview-place">
              <span aria-hidden="true" />
              <span className="min-w-0 truncate text-muted">
                {othersCount > 0 ? `${formatCount(othersCount)} others` : 'Named no identity'}
              </span>
              <Amount by={by} value={others} />
              <Share value={others / total} total={ofTotal} />
            </li>
          )}
        </ol>
      )}
    </section>
  );
}

/** The heading of a list, and the way to all of its places. */
export function ListHead({
  id,
  title,
  by,
  days,
  link = 'See all',
}: {
  id: string;
  title: string;
  by: RankedBy;
  days: PeriodDays;
  link?: string;
}) {
  return (
    <div className="flex items-baseline justify-between gap-4 pb-1.5">
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      <Link
        href={rankedHref(by, days)}
        prefetch={false}
        aria-label={`${link}: ${title}`}
        className="link text-[0.8125rem] whitespace-nowrap"
      >
        {link}
      </Link>
    </div>
  );
}

function Place({ row, by, total }: { row: RankedRow; by: keyof typeof WORDS; total: number }) {
  const value = row.figures[by];
  const share = total === 0 ? 0 : value / total;
  return (
    <li className="overview-place">
      <span aria-hidden="true" className="text-xs text-muted tabular-nums">
        {row.rank}
      </span>
      <span className="min-w-0">
        <PlaceName row={row} />
        <ShareBar parts={[share]} />
      </span>
      <Amount by={by} value={value} />
      <Share value={share} total={WORDS[by].total} />
    </li>
  );
}

function Amount({ by, value }: { by: keyof typeof WORDS; value: number }) {
  const [short, exact] =
    by === 'cost'
      ? [formatCost(value), formatCostExact(value)]
      : [formatCountCompact(value), formatCount(value)];
  return (
    <span className="text-right tabular-nums" {...(short !== exact && { 'data-tip': exact })}>
      {short}
      {short !== exact && <span className="sr-only"> ({exact})</span>}
      {by !== 'cost' && <span className="sr-only"> {WORDS[by].figure}</span>}
    </span>
  );
}

function Share({ value, total }: { value: number; total: string }) {
  return (
    <span className="text-right text-xs text-muted tabular-nums">
      {formatShare(value)}
      <span className="sr-only"> {total}</span>
    </span>
  );
}
