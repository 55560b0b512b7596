import { formatShare } from '@/lib/format/changes';
import { formatCount } from '@/lib/format/numbers';
import type { Overview } from '@/lib/reporting/ranking-schema';

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
  const pieces = parts.map(({ name, cost }, at) => {
    const before = parts[at - 1]?.cost ?? 0;
    return { name, from: before / total, share: Math.max(0, (cost - before) / total) };
  });
  const reached = (parts.at(-1)?.cost ?? 0) / total;
  const percent = (share: number) => `${Math.round(Math.min(1, share) * 10_000) / 100}%`;
  return (
    <>
      <svg aria-hidden="true" width="100%" height="12" className="mt-2.5 block overflow-hidden rounded">
        <rect width="100%" height="12" className="share-track" />
        {pieces.map(({ name, from, share }, at) => (
          <rect
            key={name}
            x={percent(from)}
            width={percent(share)}
            height="12"
            className="share-part"
            fillOpacity={[1, 0.6, 0.3][at] ?? 0.3}
          />
        ))}
      </svg>
      <ul
        aria-label="Parts of the bar"
        className="flex flex-wrap gap-x-5 gap-y-1 pt-2 text-xs text-muted tabular-nums"
      >
        {pieces.map(({ name, share }, at) => (
          <li key={name} className="inline-flex items-center gap-1.5">
            <svg aria-hidden="true" width="8" height="8">
              <rect
                width="8"
                height="8"
                rx="2"
                className="share-part"
                fillOpacity={[1, 0.6, 0.3][at] ?? 0.3}
              />
            </svg>
            {name}: {formatShare(share)}
          </li>
        ))}
        {reached < 0.9995 && (
          <li className="inline-flex items-center gap-1.5">
            <svg aria-hidden="true" width="8" height="8">
              <rect width="8" height="8" rx="2" className="share-track" />
            </svg>
            Everybody else: {formatShare(1 - reached)}
          </li>
        )}
      </ul>
    </>
  );
}
