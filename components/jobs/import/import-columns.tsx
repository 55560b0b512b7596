'use client';

import { useState } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { nameColumns } from '@/lib/actions/imports';
import { formatCount } from '@/lib/format/numbers';
import type { ColumnTarget, ImportChoices, ImportRequest } from '@/lib/import/import-request';
import { firstIssue, mappingIssues } from '@/lib/import/mapping-issues';
import type { JobOnScreen } from '../use-job';
import { ColumnRow } from './column-row';
import { ReadingChoices } from './reading-choices';

/** What each column of a file is: guessed by its name, decided by the operator. */
export function ImportColumns({ shown, request }: { shown: JobOnScreen; request: ImportRequest }) {
  const { job, pending, failure, give, cancel } = shown;
  const { columns } = request;
  const [choices, setChoices] = useState<ImportChoices>(() => ({
    mapping: request.mapping,
    separator: request.separator,
    empty: request.empty,
  }));
  const issues = mappingIssues(columns, choices.mapping);
  const total = job.counts.total ?? 0;
  const change = (at: number, target: ColumnTarget) =>
    setChoices({ ...choices, mapping: choices.mapping.with(at, target) });
  return (
    <section aria-labelledby="columns-heading" className="min-w-0">
      <h2 id="columns-heading" className="font-semibold">
        What are the columns?
      </h2>
      <p className="max-w-prose pt-0.5 pb-3 text-[0.8125rem] text-muted">
        Guessed by their names. Nothing is written yet: next, each row is checked. A file that is not imported
        is forgotten after 7 days.
      </p>
      {failure !== undefined && (
        <ErrorNotice error={failure.error} doing="change" onSignedIn={failure.again} />
      )}
      {issues.whole !== undefined && (
        <Notice tone="warning" title="No column holds the external ID">
          {issues.whole}
        </Notice>
      )}
      <div role="region" aria-label="Columns, scrollable" tabIndex={0} className="people-scroll">
        <table role="table" aria-label="Columns" className="people-table import-columns">
          <thead role="rowgroup">
            <tr role="row">
              {['Column in the file', 'First values', 'Becomes'].map((name) => (
                <th key={name} role="columnheader" scope="col" className="text-left">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {columns.map((column, at) => (
              <ColumnRow
                key={at}
                column={column}
                place={at}
                target={choices.mapping[at] ?? { to: 'none' }}
                issue={issues.columns.get(at)}
                onChange={(target) => change(at, target)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <ReadingChoices choices={choices} format={request.format} onChange={setChoices} />
      <div className="flex flex-wrap justify-end gap-2 pt-5">
        <Button pending={pending} data-command="Discard this file" onClick={cancel}>
          Discard
        </Button>
        <Button
          variant="primary"
          pending={pending}
          data-command="Check the rows"
          disabledReason={firstIssue(issues)}
          onClick={() => give(() => nameColumns({ job: job.id, ...choices }))}
        >
          Check {formatCount(total)} {total === 1 ? 'row' : 'rows'}
        </Button>
      </div>
    </section>
  );
}
