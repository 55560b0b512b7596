'use client';

import { useDeferredValue, useEffect, useEffectEvent, useMemo } from 'react';
import { useOnIntent } from '@/components/ui/use-on-intent';
import { changedFields, FIELD_LABELS, type IdentityValues } from '@/lib/identity/identity-values';
import { wantedValues } from './wanted-values';

const loadDifferences = () => import('./differences');

/** What a save will change, field by field, live. What it announces is short: the names of the fields. */
export function ChangeSummary({ opened, typed }: { opened: IdentityValues; typed: IdentityValues }) {
  const values = useDeferredValue(typed);
  const wanted = useMemo(() => wantedValues(opened, values), [opened, values]);
  const fields = useMemo(() => changedFields(opened, wanted), [opened, wanted]);
  const any = fields.length > 0;
  const { Part: Differences, prepare, request } = useOnIntent(loadDifferences);
  const ahead = useEffectEvent(prepare);
  const show = useEffectEvent(request);
  // Fetched once the form is there, not with the first change: what comes late would push the button away from a click.
  useEffect(() => ahead(), []);
  useEffect(() => {
    if (any) show();
  }, [any]);
  return (
    <>
      <p role="status" className="sr-only">
        {any && `Changes: ${fields.map((field) => FIELD_LABELS[field]).join(', ')}`}
      </p>
      {any && Differences && (
        <section aria-label="Changes" className="panel overflow-hidden">
          <h2 className="border-b border-line bg-raised px-4 py-2 text-[0.8125rem] font-medium">
            Changes{' '}
            <span className="font-normal text-muted">
              · {fields.length === 1 ? '1 field' : `${fields.length} fields`}
            </span>
          </h2>
          <Differences before={opened} after={wanted} />
        </section>
      )}
    </>
  );
}
