'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { confirmWords } from './job-words';
import type { JobOnScreen } from './use-job';

/** What the operator has to give before a job begins: for a deletion its count, typed. */
export function useConfirmation({ job, pending, start }: JobOnScreen) {
  const id = useId();
  const count = job.preview?.would_change ?? 0;
  const [typed, setTyped] = useState('');
  // A count that has moved since is typed anew.
  const [asked, setAsked] = useState(count);
  if (asked !== count) {
    setAsked(count);
    setTyped('');
  }
  if (job.state !== 'ready' || count === 0) return { box: null, button: null };
  const deletes = job.kind === 'delete';
  return {
    box: deletes && (
      <div className="flex flex-col gap-1.5">
        <label htmlFor={id} className="font-medium">
          Type {count} to confirm
        </label>
        {/* There is no form around the box, so Enter in it does nothing. */}
        <input
          id={id}
          className="input w-32 tabular-nums"
          inputMode="numeric"
          autoComplete="off"
          enterKeyHint="done"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
    ),
    button: (
      <Button
        variant={deletes ? 'danger' : 'primary'}
        disabled={deletes && !isCountTyped(typed, count)}
        pending={pending}
        // What is confirmed is how many it goes over, those included that are already as asked.
        onClick={() => start(job.counts.total ?? count)}
      >
        {confirmWords(job, count)}
      </Button>
    ),
  };
}

/** Whether what was typed is the count. Only the plain number will do: it is there to be read once more. */
export function isCountTyped(typed: string, count: number): boolean {
  return typed.trim() === String(count);
}
