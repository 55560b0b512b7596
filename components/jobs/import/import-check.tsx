'use client';

import { useState } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { changeColumns } from '@/lib/actions/imports';
import { formatCount } from '@/lib/format/numbers';
import type { ImportRequest } from '@/lib/import/import-request';
import { ITEM_PLANS, type ItemPlan } from '@/lib/jobs/schema';
import { confirmWords } from '../job-words';
import type { JobOnScreen } from '../use-job';
import { ImportRows } from './import-rows';
import { RejectedRowsLink } from './rejected-rows-link';

const PLAN_WORDS: Record<ItemPlan, string> = {
  create: 'Would be created',
  update: 'Would be updated',
  leave: 'Left as they are',
  reject: 'Rejected',
};

/** What a file would do, row by row, before the operator's word. */
export function ImportCheck({
  shown,
  request,
  mayControl,
}: {
  shown: JobOnScreen;
  request: ImportRequest;
  mayControl: boolean;
}) {
  const { job, pending, failure, start, cancel, give } = shown;
  const plans = job.plans ?? { create: 0, update: 0, leave: 0, reject: 0 };
  const [plan, setPlan] = useState(() => ITEM_PLANS.find((known) => plans[known] > 0) ?? 'create');
  const count = plans.create + plans.update;
  return (
    <section aria-label="What the file would do" className="min-w-0">
      {failure !== undefined && (
        <ErrorNotice error={failure.error} doing="change" onSignedIn={failure.again} />
      )}
      {count === 0 && (
        <Notice tone="info" title="There is nothing to import">
          {plans.reject === 0
            ? 'Every row is as it is stored already.'
            : plans.leave === 0
              ? 'Every row was rejected. See why below: perhaps another column holds the external ID.'
              : `${formatCount(plans.leave)} are as they are stored already, and ${formatCount(plans.reject)} were rejected.`}
        </Notice>
      )}
      <fieldset className="import-plans">
        <legend className="sr-only">Rows to show</legend>
        {ITEM_PLANS.map((known) => (
          <label key={known} className="import-plan">
            <input
              type="radio"
              name="plan"
              className="absolute inset-0 cursor-pointer opacity-0"
              data-command={`Rows: ${PLAN_WORDS[known]}`}
              checked={plan === known}
              onChange={() => setPlan(known)}
            />
            <span className="text-xs text-muted">{PLAN_WORDS[known]}</span>
            <span className="text-lg font-semibold tabular-nums">{formatCount(plans[known])}</span>
          </label>
        ))}
      </fieldset>
      {mayControl && (
        <div className="import-actions">
          <p className="min-w-0 flex-1 basis-64 text-[0.8125rem] text-muted">
            {count > 0 &&
              'Rows whose identity is changed by somebody else before their turn are not written over. An import cannot be undone as a whole; each change can be taken back from its audit entry.'}
          </p>
          {plans.reject > 0 && <RejectedRowsLink job={job} />}
          <Button
            pending={pending}
            data-command="Change columns"
            onClick={() => give(() => changeColumns({ job: job.id }))}
          >
            Change columns
          </Button>
          <Button pending={pending} data-command="Discard this file" onClick={cancel}>
            Discard
          </Button>
          {count > 0 && (
            <Button
              variant="primary"
              pending={pending}
              data-command={confirmWords(job, count)}
              onClick={() => start(count)}
            >
              {confirmWords(job, count)}
            </Button>
          )}
        </div>
      )}
      <ImportRows key={plan} job={job.id} plan={plan} request={request} label={PLAN_WORDS[plan]} />
    </section>
  );
}
