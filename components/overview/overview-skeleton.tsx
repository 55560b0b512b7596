/** The overview's place while it is put together, as high as its first regions, so that nothing moves. */
export function OverviewSkeleton() {
  return (
    <div role="status" aria-label="Loading the overview" className="skeleton-late">
      <div className="skeleton mb-3 h-4 w-80 max-w-full" />
      <div className="grid gap-4">
        <div className="panel grid h-76 grid-cols-2 gap-4 p-4 lg:h-39 lg:grid-cols-4">
          {['cost', 'requests', 'tokens', 'errors'].map((figure) => (
            <div key={figure} className="grid content-start gap-2">
              <div className="skeleton h-3.5 w-16" />
              <div className="skeleton h-7 w-28" />
            </div>
          ))}
        </div>
        <div className="panel h-76 p-4">
          <div className="skeleton h-full" />
        </div>
        <div className="panel h-28" />
        <div className="grid gap-4 lg:grid-cols-2">
          {['one', 'two'].map((list) => (
            <div key={list} className="panel h-[32rem]" />
          ))}
        </div>
      </div>
    </div>
  );
}
