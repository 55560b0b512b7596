'use client';

import { lazy, Suspense, useDeferredValue, useMemo } from 'react';
import { FIELD_LABELS, type IdentityValues } from '@/lib/identity/identity-values';
import { fieldChanges } from './field-changes';

// Drawn after the first change, which nobody waits for.
const ChangeList = lazy(() => import('./change-list').then(({ ChangeList: Part }) => ({ default: Part })));

/** What a save will change, field by field, live. What it announces is short: the names of the fields. */
export function ChangeSummary({ opened, typed }: { opened: IdentityValues; typed: IdentityValues }) {
  const values = useDeferredValue(typed);
  const changes = useMemo(() => fieldChanges(opened, values), [opened, values]);
  const names = changes.map(({ field }) => FIELD_LABELS[field]).join(', ');
  return (
    <>
      <p role="status" className="sr-only">
        {changes.length > 0 && `Changes: ${names}`}
      </p>
      {changes.length > 0 && (
        <section aria-label="Changes" className="panel overflow-hidden">
          <h2 className="border-b border-line bg-raised px-4 py-2 text-[0.8125rem] font-medium">
            Changes{' '}
            <span className="font-normal text-muted">
              · {changes.length === 1 ? '1 field' : `${changes.length} fields`}
            </span>
          </h2>
          <Suspense>
            <ChangeList changes={changes} />
          </Suspense>
        </section>
      )}
    </>
  );
}
