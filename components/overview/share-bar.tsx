/** A part of a whole as a bar. Decoration: what it shows is said beside it. @param share 0 to 1 */
export function ShareBar({ share }: { share: number }) {
  const width = Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100;
  return (
    <svg aria-hidden="true" width="100%" height="4" className="share-bar">
      <rect width="100%" height="4" rx="2" className="share-track" />
      {share > 0 && <rect width={`${Math.max(0.6, width)}%`} height="4" rx="2" className="share-part" />}
    </svg>
  );
}
