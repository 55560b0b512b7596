/**
 * How far something is, as a ring beside words that say the same. It moves only when the share does: a mark that turns
 * for as long as a job runs has the browser draw the page sixty times a second for minutes.
 *
 * @param share from 0 to 1
 */
export function ProgressRing({ share }: { share: number }) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  const ring = { cx: 8, cy: 8, r: 6, fill: 'none', strokeWidth: 2.5, pathLength: 100 };
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4 -rotate-90">
      <circle {...ring} className="stroke-line" />
      <circle {...ring} className="stroke-accent" strokeDasharray={`${percent} 100`} />
    </svg>
  );
}
