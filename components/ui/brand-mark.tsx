/** A card on a desk with a head cut out of it. */
export function BrandMark({ className }: { className: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={className} fill="none">
      <rect x="1.5" y="2.5" width="21" height="19" rx="4.5" className="fill-accent" />
      <circle cx="8.6" cy="10" r="2.6" className="fill-canvas" />
      <path
        d="M4.6 17.2c.5-2.4 2-3.6 4-3.6s3.5 1.2 4 3.6"
        className="stroke-canvas"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
      <path
        d="M15 9h4M15 12.5h4M15 16h2.5"
        className="stroke-canvas"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
    </svg>
  );
}
