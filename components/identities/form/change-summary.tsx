'use client';

import { useDeferredValue, useEffect, useEffectEvent, useMemo } from 'react';
import { useFirstTouch } from '@/components/ui/use-first-touch';
import { useOnIntent } from '@/components/ui/use-on-intent';
import {
  changedFields,
  FIELD_LABELS,
  type IdentityField,
  type IdentityValues,
} from '@/lib/identity/identity-values';
import { wantedValues } from './wanted-values';

const loadDifferences = () => import('./differences');

/** What a save will change, field by field, live. What it announces is short: the names of the fields. */
export function ChangeSummary({ opened, typed }: { opened: IdentityValues; typed: IdentityValues }) {
  const values = useDeferredValue(typed);
  const wanted = useMemo(() => wantedValues(opened, values), [opened, values]);
  const fields = useMemo(() => changedFields(opened, wanted), [opened, wanted]);
  const any = fields.length > 0;
  const { Part: Differences, prepare, request } = useOnIntent(loadDifferences);
  const show = useEffectEvent(request);
  // Fetched with the first touch, not the first change: what comes late would push the button away from a click.
  useFirstTouch(prepare);
  useEffect(() => {
    if (any) show();
  }, [any]);
  return (
    <>
      <p role="status" className="sr-only">
        {any && `Changes: ${fields.map((field) => FIELD_LABELS[field]).join(', ')}`}
      </p>
      {any && (
        <section aria-label="Changes" className="panel overflow-hidden">
          <h2 className="border-b border-line bg-raised px-4 py-2 text-[0.8125rem] font-medium">
            Changes{' '}
            <span className="font-normal text-muted">
              · {fields.length === 1 ? '1 field' : `${fields.length} fields`}
            </span>
          </h2>
          {Differences ? <Differences before={opened} after={wanted} /> : <ChangedNames fields={fields} />}
        </section>
      )}
    </>
  );
}

/** The names alone, until what changed about them is there; each as high as a line of it. */
function ChangedNames({ fields }: { fields: readonly IdentityField[] }) {
  return (
    <ul className="divide-y divide-line text-[0.8125rem] text-muted">
      {fields.map((field) => (
        <li key={field} className="px-4 py-2.5 max-sm:min-h-16">
          {FIELD_LABELS[field]}
        </li>
      ))}
    </ul>
  );
}
