import { formatCostChange } from '@/lib/format/changes';
import { formatChange, formatCost, formatCount, formatErrorRate } from '@/lib/format/numbers';
import type { PeriodDays } from '@/lib/reporting/period';
import type { RankedRow } from '@/lib/reporting/ranking-schema';
import { relativeChange, type UsageFigures } from '@/lib/reporting/usage-figures';
import { PlaceName } from './place-name';
import { ListHead } from './top-list';

/** Whose cost differs most from the period before, either way. */
export function ChangedMost({ rows, days }: { rows: readonly RankedRow[]; days: PeriodDays }) {
  return (
    <section aria-labelledby="changed-most" className="panel px-4 py-3">
      <ListHead id="changed-most" title="Changed most" by="change" days={days} />
      {rows.length === 0 ? (
        <p className="py-3 text-muted">Nobody cost more or less than in the {days} days before.</p>
      ) : (
        <ul aria-labelledby="changed-most" className="divide-y divide-line">
          {rows.map((row) => (
            <CostMove key={row.external_id} row={row} />
          ))}
        </ul>
      )}
    </section>
  );
}

function CostMove({ row }: { row: RankedRow }) {
  const { figures, before } = row;
  const relative = relativeChange(figures.cost, before.cost);
  return (
    <li className="overview-move">
      <PlaceName row={row} />
      <span className="text-right tabular-nums">
        {formatCostChange(figures.cost - before.cost)}
        <span className="text-muted">, {relative === undefined ? 'new' : formatChange(relative)}</span>
      </span>
      <FromTo from={formatCost(before.cost)} to={formatCost(figures.cost)} />
    </li>
  );
}

/** Whose failed requests grew most in number. */
export function ErrorsRose({ rows, days }: { rows: readonly RankedRow[]; days: PeriodDays }) {
  return (
    <section aria-labelledby="errors-rose" className="panel px-4 py-3">
      <ListHead id="errors-rose" title="Errors rose" by="error-rate" days={days} link="By error rate" />
      {rows.length === 0 ? (
        <p className="py-3 text-muted">Nobody had more failed requests than in the {days} days before.</p>
      ) : (
        <ul aria-labelledby="errors-rose" className="divide-y divide-line">
          {rows.map((row) => (
            <li key={row.external_id} className="overview-move">
              <PlaceName row={row} />
              <span className="text-right tabular-nums">
                +{formatCount(row.figures.errors - row.before.errors)}
                <span className="text-muted"> failed</span>
              </span>
              <FromTo from={failedWords(row.before)} to={failedWords(row.figures)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function failedWords({ errors, requests }: UsageFigures): string {
  if (requests === 0) return 'no requests';
  return `${formatCount(errors)} of ${formatCount(requests)} (${formatErrorRate(errors / requests, requests)})`;
}

function FromTo({ from, to }: { from: string; to: string }) {
  return (
    <span className="col-span-2 text-xs text-muted tabular-nums">
      <span className="sr-only">from </span>
      {from} <span aria-hidden="true">→</span>
      <span className="sr-only">to</span> {to}
    </span>
  );
}
