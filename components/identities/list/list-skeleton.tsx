/** The table's place while its first rows are on their way: the same heights, so that nothing moves when they come. */
export function ListSkeleton({ rows }: { rows: number }) {
  return (
    <div role="status" aria-label="Loading identities" className="skeleton-late">
      <div className="skeleton mb-2 h-4 w-72" />
      <div className="identity-scroll">
        <div className="h-9 border-b border-line" />
        {Array.from({ length: rows }, (_, at) => (
          <div key={at} className="flex h-12 items-center gap-3 border-b border-line px-3">
            <div className="skeleton size-7 rounded-full" />
            <div className="skeleton h-3.5 w-40" />
            <div className="skeleton ml-auto h-3.5 w-56 max-md:hidden" />
          </div>
        ))}
      </div>
    </div>
  );
}
