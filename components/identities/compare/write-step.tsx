'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWrite } from '@/components/actions/use-write';
import { ErrorNotice } from '@/components/errors/error-notice';
import { usePermission } from '@/components/shell/operator';
import { useOnline } from '@/components/shell/use-online';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { saveIdentity } from '@/lib/actions/identities';
import type { AppError } from '@/lib/errors/app-error';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { FIELD_LABELS, type IdentityField, type IdentityValues } from '@/lib/identity/identity-values';
import { identityHref } from '@/lib/identity/list-address';
import { ChangeList } from '../form/change-list';
import { differences } from '../form/field-changes';
import { showSavedRow } from '../form/written-rows';
import { savedToast } from '../take-back/saved-toast';

/** How the last write ended, where it did not simply succeed. */
type Ending =
  | { kind: 'failed'; error: AppError }
  | { kind: 'moved'; fields: readonly IdentityField[] }
  | { kind: 'kept'; fields: readonly IdentityField[] };

/** The first step: what the survivor is to hold, shown before it is written as one edit like any other. */
export function WriteStep({
  identity,
  name,
  stored,
  wanted,
  fields,
}: {
  identity: IdentityRecord;
  name: string;
  stored: IdentityValues;
  wanted: IdentityValues;
  /** Those of `wanted` that are not stored. */
  fields: readonly IdentityField[];
}) {
  const client = useQueryClient();
  const online = useOnline();
  const access = usePermission('identity.write');
  const { pending, write } = useWrite();
  const [ending, setEnding] = useState<Ending>();

  const save = () => {
    setEnding(undefined);
    let values: Partial<IdentityValues> = {};
    for (const field of fields) values = { ...values, [field]: wanted[field] };
    write(
      () => saveIdentity({ id: identity._id, opened: stored, values }),
      (outcome) => {
        if (!outcome.ok) setEnding({ kind: 'failed', error: outcome.error });
        else if (outcome.value.status === 'changed-meanwhile')
          setEnding({ kind: 'moved', fields: outcome.value.fields });
        else {
          const { kept, entry } = outcome.value;
          showSavedRow(client, outcome.value.identity);
          if (kept.length > 0) setEnding({ kind: 'kept', fields: kept.map(({ field }) => field) });
          else savedToast(client, entry);
        }
        return false;
      },
    );
  };

  const reason = !access.may
    ? access.reason
    : !online
      ? 'You are offline; writing waits until you are back.'
      : fields.length === 0
        ? 'There is nothing to write.'
        : undefined;
  return (
    <section aria-labelledby="write-heading" className="min-w-0">
      <h2 id="write-heading" className="pb-2 font-semibold">
        1. Write to <bdi>{name}</bdi>
      </h2>
      <div className="panel overflow-hidden">
        {ending !== undefined && (
          <div className="p-3 pb-0">
            <HowItEnded ending={ending} id={identity._id} />
          </div>
        )}
        {fields.length === 0 ? (
          <p role="status" className="px-4 py-3 text-muted">
            <bdi>{name}</bdi> holds all that was chosen. There is nothing to write.
          </p>
        ) : (
          <ChangeList changes={differences(stored, wanted)} />
        )}
        <div className="flex justify-end border-t border-line px-4 py-3">
          <Button
            variant={fields.length === 0 ? 'secondary' : 'primary'}
            className="max-w-full"
            pending={pending}
            disabledReason={reason}
            onClick={save}
          >
            <span className="truncate">
              Write to <bdi>{name}</bdi>
            </span>
          </Button>
        </div>
      </div>
    </section>
  );
}

function HowItEnded({ ending, id }: { ending: Ending; id: string }) {
  if (ending.kind === 'failed')
    return <ErrorNotice error={ending.error} doing="change" storedHref={identityHref(id)} className="mb-0" />;
  const labels = ending.fields.map((field) => FIELD_LABELS[field]).join(', ');
  return ending.kind === 'moved' ? (
    <Notice tone="warning" title="Someone else changed this identity meanwhile" className="mb-0">
      Nothing was written. What they changed: {labels}. The table shows what is stored now: look it over, then
      write again.
    </Notice>
  ) : (
    <Notice tone="warning" title="Written, but not all of it" className="mb-0">
      The service stored another value than was asked for: {labels}.
    </Notice>
  );
}
