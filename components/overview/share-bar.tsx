'use client';

/**
 * Parts of a whole as a bar. Decoration: what it shows is said beside it. A component of the browser although it does
 * nothing there: elements of server components may be streamed apart from each other, and inside of an SVG that takes
 * an inline style, which the content policy forbids.
 *
 * @param parts side by side, each a share of the whole (0 to 1); the later, the fainter
 */
export function ShareBar({ parts, height = 4 }: { parts: readonly number[]; height?: number }) {
  const from = (at: number) => parts.slice(0, at).reduce((sum, share) => sum + share, 0);
  return (
    <svg aria-hidden="true" width="100%" height={height} className="share-bar">
      <rect width="100%" height={height} className="share-track" />
      {parts.map((share, at) =>
        share > 0 ? (
          <rect
            key={at}
            x={percent(from(at))}
            width={percent(share)}
            height={height}
            className="share-part"
            fillOpacity={faintness(at)}
          />
        ) : null,
      )}
    </svg>
  );
}

/** What a part looks like, for the list that names the parts; without one, what is left of the whole. */
export function SharePatch({ part }: { part?: number }) {
  return (
    <svg aria-hidden="true" width="8" height="8">
      <rect
        width="8"
        height="8"
        rx="2"
        {...(part === undefined
          ? { className: 'share-track' }
          : { className: 'share-part', fillOpacity: faintness(part) })}
      />
    </svg>
  );
}

function percent(share: number): string {
  return `${Math.round(Math.min(1, Math.max(0, share)) * 100_000) / 1000}%`;
}

function faintness(part: number): number {
  return [1, 0.6, 0.3][part] ?? 0.3;
}
