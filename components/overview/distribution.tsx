import { formatShare } from '@/lib/format/changes';
import { formatCount } from '@/lib/format/numbers';
import type { Overview } from '@/lib/reporting/ranking-schema';
import { ShareBar, SharePatch } from './share-bar';

/** How much of the cost few of the identities made, in a sentence and as a bar. */
export function Distribution({ overview }: { overview: Overview }) {
  const { identities, cost_of_top: top, totals, among } = overview;
  const parts = [
    { count: 1, cost: top.one, name: 'Top 1' },
    { count: 10, cost: top.ten, name: 'Top 2 to 10' },
    { count: 100, cost: top.hundred, name: 'Top 11 to 100' },
  ].filter(({ count }) => count === 1 || identities > count);
  const whole = among === undefined ? formatCount(identities) : `at least ${formatCount(identities)}`;
  return (
    <section aria-labelledby="distribution" className="panel px-4 py-3">
      <h2 id="distribution" className="font-semibold">
        Distribution of cost
      </h2>
      {totals.cost <= 0 ? (
        <p className="pt-1 text-muted">Nothing was spent in this period.</p>
      ) : (
        <>
          <p className="pt-1">
            The top {parts.map(({ count, cost }) => shareWords(count, cost / totals.cost)).join(', the top ')}
            , of {whole} {identities === 1 ? 'identity' : 'identities'} with requests.
          </p>
          <Bar parts={parts} total={totals.cost} />
        </>
      )}
    </section>
  );
}

function shareWords(count: number, share: number): string {
  return count === 1 ? `1 made ${formatShare(share)} of the cost` : `${count} ${formatShare(share)}`;
}

/** The parts side by side, each without those before it; what is left is everybody else. */
function Bar({ parts, total }: { parts: { name: string; cost: number }[]; total: number }) {
  const pieces = parts.map(({ name, cost }, at) => ({
    name,
    share: Math.max(0, (cost - (parts[at - 1]?.cost ?? 0)) / total),
  }));
  const rest = 1 - pieces.reduce((sum, { share }) => sum + share, 0);
  return (
    <>
      <div className="mt-1.5 overflow-hidden rounded">
        <ShareBar parts={pieces.map(({ share }) => share)} height={12} />
      </div>
      <ul
        aria-label="Parts of the bar"
        className="flex flex-wrap gap-x-5 gap-y-1 pt-2 text-xs text-muted tabular-nums"
      >
        {pieces.map(({ name, share }, at) => (
          <li key={name} className="inline-flex items-center gap-1.5">
            <SharePatch part={at} />
            {name}: {formatShare(share)}
          </li>
        ))}
        {rest > 0.0005 && (
          <li className="inline-flex items-center gap-1.5">
            <SharePatch />
            Everybody else: {formatShare(rest)}
          </li>
        )}
      </ul>
    </>
  );
}
