'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toasts';
import { takeBackEdit } from '@/lib/actions/take-back';
import type { AppError } from '@/lib/errors/app-error';
import { FIELD_LABELS, type IdentityField } from '@/lib/identity/identity-values';
import { takeBackOptions } from '@/lib/queries/take-back';
import { queryError } from '@/lib/queries/outcome-json';
import { ChangeList } from '../form/change-list';
import type { Choices } from '../form/conflict';
import { FieldChoice } from '../form/conflict-panel';
import { useWrite } from '@/components/actions/use-write';
import { showTakenBack } from './show-taken-back';
import { takeBackChoice } from './take-back-choice';

const WORDS = {
  mine: 'Put back what was before',
  stored: 'Keep what is stored now',
  opened: 'This change had made it:',
};

/**
 * Shows what taking a change back does before it is done. What was changed again since is asked for field by field;
 * nothing is chosen beforehand.
 */
export default function TakeBackDialog({
  entry,
  opener,
  onClose,
}: {
  /** Id of the audit entry. */
  entry: string;
  opener?: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const plan = useQuery(takeBackOptions(entry));
  const { pending, write } = useWrite();
  const [choices, setChoices] = useState<Choices>({});
  const [missing, setMissing] = useState<IdentityField[]>([]);
  const [error, setError] = useState<AppError>();
  const [again, setAgain] = useState(false);
  const [kept, setKept] = useState<IdentityField[]>([]);

  const choice = plan.data && takeBackChoice(plan.data, choices);
  const submit = () => {
    if (choice === undefined) return;
    if (choice.open.length > 0) return setMissing(choice.open);
    setError(undefined);
    write(
      () => takeBackEdit({ entry, leave: choice.leave, seen: choice.seen }),
      (outcome) => {
        if (!outcome.ok) {
          setError(outcome.error);
          return false;
        }
        if (outcome.value.status === 'changed-meanwhile') {
          setAgain(true);
          setChoices({});
          setMissing([]);
          void plan.refetch();
          return false;
        }
        showTakenBack(client, outcome.value.identity);
        if (outcome.value.kept.length > 0) {
          setKept(outcome.value.kept.map(({ field }) => field));
          void plan.refetch();
          return false;
        }
        toast.success('Change taken back');
        onClose();
        return true;
      },
    );
  };

  const idle =
    plan.data === undefined
      ? 'What is stored is not known yet.'
      : choice?.changes.length === 0 && choice.open.length === 0
        ? 'There is nothing to take back.'
        : undefined;
  return (
    <Dialog
      title="Take back this change?"
      {...(plan.data !== undefined && { description: plan.data.identity.name })}
      opener={opener}
      onClose={() => !pending && onClose()}
    >
      <div className="flex flex-col gap-3 px-5 pt-2 pb-4" aria-busy={plan.isFetching}>
        {error !== undefined && <ErrorNotice error={error} doing="change" className="mb-0" />}
        {plan.isError && (
          <ErrorNotice
            error={queryError(plan.error)}
            doing="read"
            retrying={plan.isFetching}
            onRetry={() => void plan.refetch()}
            className="mb-0"
          />
        )}
        {again && (
          <Notice tone="warning" title="It was changed again while you looked" className="mb-0">
            Nothing was taken back. Below is what is stored now.
          </Notice>
        )}
        {kept.length > 0 && (
          <Notice tone="warning" title="The service stored something else than asked" className="mb-0">
            Not as it was before: {kept.map((field) => FIELD_LABELS[field]).join(', ')}.
          </Notice>
        )}
        {plan.isPending && <p className="skeleton-late text-muted">Reading what is stored…</p>}
        {plan.data !== undefined && choice !== undefined && (
          <>
            {plan.data.moved.length > 0 && (
              <Notice tone="warning" title="It was changed again since" className="mb-0">
                Choose what to do with {plan.data.moved.map((field) => FIELD_LABELS[field]).join(', ')}.
                {plan.data.moved.includes('tags') && ' Tags that were added since stay in either case.'}
              </Notice>
            )}
            {plan.data.moved.map((field) => (
              <FieldChoice
                key={field}
                field={field}
                conflict={choice.conflict}
                choice={choices[field]}
                missing={missing.includes(field) && choices[field] === undefined}
                onChoose={(chosen) => setChoices({ ...choices, [field]: chosen })}
                words={WORDS}
              />
            ))}
            {choice.changes.length > 0 && (
              <section aria-label="What will change" className="panel overflow-hidden">
                <ChangeList changes={choice.changes} />
              </section>
            )}
            {choice.changes.length === 0 && choice.open.length === 0 && (
              <p>What this change had made is not stored any more: there is nothing to take back.</p>
            )}
            {plan.data.without_metadata.length > 0 && (
              <p className="text-muted">
                Metadata is not part of it: it changed too ({plan.data.without_metadata.join(', ')}), but the
                audit log keeps no values of metadata unless AUDIT_METADATA_VALUES is on.
              </p>
            )}
            <p className="text-muted">
              It is saved as a new edit, with an entry of its own in the audit log.
            </p>
          </>
        )}
      </div>
      <div className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button
          autoFocus
          disabledReason={pending ? 'The change is on its way.' : undefined}
          onClick={onClose}
        >
          Cancel
        </Button>
        <Button variant="primary" pending={pending} disabledReason={idle} onClick={submit}>
          Take back
        </Button>
      </div>
    </Dialog>
  );
}
