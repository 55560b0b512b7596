'use client';

import { lazy, Suspense, useDeferredValue, useMemo } from 'react';
import { changedFields, FIELD_LABELS, type IdentityValues } from '@/lib/identity/identity-values';
import { wantedValues } from './wanted-values';

// What compares and draws them is fetched after the first change, which nobody waits for.
const Differences = lazy(() => import('./differences'));

/** What a save will change, field by field, live. What it announces is short: the names of the fields. */
export function ChangeSummary({ opened, typed }: { opened: IdentityValues; typed: IdentityValues }) {
  const values = useDeferredValue(typed);
  const wanted = useMemo(() => wantedValues(opened, values), [opened, values]);
  const fields = useMemo(() => changedFields(opened, wanted), [opened, wanted]);
  return (
    <>
      <p role="status" className="sr-only">
        {fields.length > 0 && `Changes: ${fields.map((field) => FIELD_LABELS[field]).join(', ')}`}
      </p>
      {fields.length > 0 && (
        <section aria-label="Changes" className="panel overflow-hidden">
          <h2 className="border-b border-line bg-raised px-4 py-2 text-[0.8125rem] font-medium">
            Changes{' '}
            <span className="font-normal text-muted">
              · {fields.length === 1 ? '1 field' : `${fields.length} fields`}
            </span>
          </h2>
          <Suspense>
            <Differences before={opened} after={wanted} />
          </Suspense>
        </section>
      )}
    </>
  );
}
