'use client';

/**
 * A bug of ours. Expected failures never come here: they are outcomes. Plain parts only: what this imports is shipped
 * with every page, a second time beside the page's own.
 */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <div className="py-10">
      <h1 className="pb-4 text-xl font-semibold tracking-tight">Something went wrong here</h1>
      <div
        role="alert"
        className="flex flex-wrap items-start gap-3 rounded-lg border border-danger/35 bg-danger-soft p-3"
      >
        <div className="min-w-0 flex-1 basis-60">
          <p className="font-medium">This page could not be shown</p>
          <p className="text-ink/85">
            This is a fault of the dashboard, not of what you did. Nothing was changed.
            {error.digest !== undefined && ` If it stays, report the reference ${error.digest}.`}
          </p>
        </div>
        <button type="button" className="button button-secondary" onClick={reset}>
          Try again
        </button>
      </div>
    </div>
  );
}
