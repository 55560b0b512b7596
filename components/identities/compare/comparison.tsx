'use client';

import { useMemo, useState } from 'react';
import { identityName } from '@/lib/identity/identity-name';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { changedFields, valuesOf } from '@/lib/identity/identity-values';
import {
  across,
  memberPairs,
  mergedValues,
  NO_CHOICES,
  type MergeChoices,
  type Pair,
  type Side,
} from '@/lib/identity/merged-values';
import { suggestedSurvivor } from '@/lib/identity/suggested-survivor';
import { wantedValues } from '../form/field-changes';
import { CompareTable } from './compare-table';
import { DeleteStep } from './delete-step';
import { WriteStep } from './write-step';

/**
 * Two identities that may be one: what differs, what survives of each, and the two steps that make one of them. The first
 * is an ordinary edit of the survivor, the second an ordinary deletion of the other; neither is tied to the other.
 *
 * @param readAt ISO 8601 time at which both were read: the end of the figures' window
 */
export function Comparison({ pair, readAt }: { pair: Pair<IdentityRecord>; readAt: string }) {
  // As it was when the pair was opened: what is written does not turn the choice around.
  const [suggested] = useState(() => suggestedSurvivor(pair));
  const [survivor, setSurvivor] = useState<Side>(suggested.side);
  const [choices, setChoices] = useState<MergeChoices>(NO_CHOICES);
  const values = useMemo(() => ({ left: valuesOf(pair.left), right: valuesOf(pair.right) }), [pair]);
  const members = useMemo(() => memberPairs(values), [values]);
  const stored = values[survivor];
  // As an edit stores it, ends of texts trimmed: what is written must not look unwritten afterwards.
  const wanted = useMemo(
    () => wantedValues(values[survivor], mergedValues(values, survivor, choices)),
    [values, survivor, choices],
  );
  const fields = changedFields(stored, wanted);
  const names = shownNames(pair);
  return (
    <>
      <p className="pt-1 pb-4 text-muted">
        Choose which identity stays and what it takes from the other. Nothing is written before the button
        below is pressed.
      </p>
      <CompareTable
        pair={pair}
        values={values}
        members={members}
        names={names}
        survivor={survivor}
        reason={suggested.reason}
        choices={choices}
        readAt={readAt}
        onSurvivor={setSurvivor}
        onChoices={setChoices}
      />
      <div className="grid items-start gap-6 pt-6 lg:grid-cols-2">
        <WriteStep
          key={survivor}
          identity={pair[survivor]}
          name={names[survivor]}
          stored={stored}
          wanted={wanted}
          fields={fields}
        />
        <DeleteStep
          survivor={pair[survivor]}
          survivorName={names[survivor]}
          identity={pair[across(survivor)]}
          name={names[across(survivor)]}
          unwritten={fields.length > 0}
        />
      </div>
    </>
  );
}

/** What the two are called: by name, or by external id where both have the same name. */
function shownNames({ left, right }: Pair<IdentityRecord>): Pair<string> {
  const names = { left: identityName(left), right: identityName(right) };
  return names.left === names.right ? { left: left.external_id, right: right.external_id } : names;
}
