'use client';

import { lazy, Suspense, type ComponentProps } from 'react';
import type { ErrorNotice } from './error-notice';

type Props = ComponentProps<typeof ErrorNotice>;

/** Fetches the notice ahead: for the first touch of a page, long before anything it asks for can fail. */
export const prepareErrorNotice = (): void => void load();

// A page whose reads succeed does without it; of one whose first read fails, the server draws it into the HTML.
const load = () =>
  import('./error-notice').then(
    ({ ErrorNotice: Notice }) => ({ default: Notice }),
    // Offline, or a new version on the server. What failed must be said all the same, and can be tried again.
    () => ({ default: PlainNotice }),
  );
const Later = lazy(load);

/** `ErrorNotice` for pages that seldom need it: its words are fetched once there is an error. */
export function ErrorNoticeLater(props: Props) {
  return (
    <Suspense>
      <Later {...props} />
    </Suspense>
  );
}

function PlainNotice({ doing, onRetry }: Props) {
  return (
    <div
      role="alert"
      className="mb-3 flex flex-wrap items-start justify-between gap-3 rounded-lg border border-danger/35 bg-danger-soft p-3"
    >
      {doing === 'read' ? 'This could not be read.' : 'This may not have been done.'} Check your connection,
      then try again.
      {onRetry && (
        <button type="button" className="button button-secondary button-sm" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
