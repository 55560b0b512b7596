import { NOT_REPORTED, NOT_REPORTED_SPOKEN } from '@/lib/format/numbers';
import { formatDate } from '@/lib/format/times';
import type { DayFigures, UsageDay, UsageTotals } from '@/lib/reporting/daily-usage';
import { errorRateText, figureText } from '@/lib/reporting/usage-words';

const COLUMNS = ['requests', 'tokens', 'cost', 'errors'] as const;

/** The figures of the chart as a table, newest day first, with their sums. */
export function UsageTable({
  days,
  totals,
  today,
}: {
  days: UsageDay[];
  totals: UsageTotals;
  today: string;
}) {
  const sums: DayFigures = {
    requests: totals.requests.sum,
    tokens: totals.tokens.sum,
    cost: totals.cost.sum,
    errors: totals.errors.sum,
  };
  return (
    <div role="region" aria-label="Table of daily usage" tabIndex={0} className="usage-scroll">
      <table aria-label="Daily usage" className="usage-table">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Requests</th>
            <th scope="col">Tokens</th>
            <th scope="col">Cost, USD</th>
            <th scope="col">Errors</th>
            <th scope="col">Error rate</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ date, figures }) => (
            <tr key={date}>
              <th scope="row">
                <time dateTime={date}>{formatDate(date, today)}</time>
                {date === today && ', so far'}
              </th>
              <Cells figures={figures} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Sum</th>
            <Cells figures={sums} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Cells({ figures }: { figures: DayFigures }) {
  const rate = errorRateText(figures);
  return (
    <>
      {COLUMNS.map((metric) => (
        <td key={metric}>
          {figures[metric] === undefined ? (
            <Missing spoken={NOT_REPORTED_SPOKEN} />
          ) : (
            figureText(metric, figures[metric])
          )}
        </td>
      ))}
      <td>
        {rate === NOT_REPORTED ? (
          <Missing spoken={figures.requests === 0 ? 'no requests' : NOT_REPORTED_SPOKEN} />
        ) : (
          rate
        )}
      </td>
    </>
  );
}

function Missing({ spoken }: { spoken: string }) {
  return (
    <>
      <span aria-hidden="true">{NOT_REPORTED}</span>
      <span className="sr-only">{spoken}</span>
    </>
  );
}
