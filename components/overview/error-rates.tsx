import { formatErrorRate, formatFailed } from '@/lib/format/numbers';
import type { PeriodDays } from '@/lib/reporting/period';
import type { RankedRow } from '@/lib/reporting/ranking-schema';
import { PlaceName } from './place-name';
import { ShareBar } from './share-bar';
import { ListHead } from './top-list';

/** Whose requests failed most often, with what the rate is made of. */
export function ErrorRates({ rows, days }: { rows: readonly RankedRow[]; days: PeriodDays }) {
  const failing = rows.filter(({ figures }) => figures.errors > 0);
  return (
    <section aria-labelledby="top-error-rate" className="panel px-4 py-3">
      <ListHead id="top-error-rate" title="Highest error rate" by="error-rate" days={days} />
      {failing.length === 0 ? (
        <p className="py-3 text-muted">No request failed in these {days} days.</p>
      ) : (
        <ol aria-labelledby="top-error-rate" className="overview-places">
          {failing.map((row) => (
            <Place key={row.external_id} row={row} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Place({ row }: { row: RankedRow }) {
  const { errors, requests } = row.figures;
  const made = formatFailed(errors, requests);
  return (
    <li className="overview-place">
      <span aria-hidden="true" className="text-xs text-muted tabular-nums">
        {row.rank}
      </span>
      <span className="min-w-0">
        <PlaceName row={row} />
        <ShareBar parts={[errors / requests]} />
      </span>
      <span className="text-right text-xs text-muted tabular-nums">{made}</span>
      <span tabIndex={0} data-tip={made} className="rounded-sm text-right tabular-nums">
        {formatErrorRate(errors / requests, requests)}
      </span>
    </li>
  );
}
