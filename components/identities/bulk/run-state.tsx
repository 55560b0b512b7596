'use client';

import { useId, type ReactNode } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { Notice } from '@/components/ui/notice';
import { isOutcomeUnknown } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';
import { formatCount } from '@/lib/format/numbers';
import { identityName } from '@/lib/identity/identity-name';
import type { IdentityRow } from '@/lib/identity/identity-record';
import type { BulkReport } from './one-by-one';

/** Without its own look a browser draws the bar in a colour of its own. */
const progressClass =
  'h-1.5 w-full appearance-none overflow-hidden rounded-full bg-raised [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-accent';

/** How far a run is: `4 of 12`. */
export function RunProgress({ label, tried, total }: { label: string; tried: number; total: number }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-2">
      <p className="flex justify-between gap-4">
        <span id={id}>{label}</span>
        <span className="text-muted tabular-nums">
          {formatCount(tried)} of {formatCount(total)}
        </span>
      </p>
      <progress aria-labelledby={id} value={tried} max={total} className={progressClass} />
      <p className="text-[0.8125rem] text-muted">
        Keep this page open. Cancel stops after the present one; what is done stays done.
      </p>
    </div>
  );
}

/**
 * How a run ended that did not do everything: what is done, what was not tried, and each failure with its reason.
 *
 * @param doneWords what was done, such as "10 identities deleted"
 */
export function RunReport<Result>({
  report: { failed, left, stopped, refusal },
  doneWords,
  onGoOn,
}: {
  report: BulkReport<IdentityRow, Result>;
  doneWords: string;
  /** Goes on with what is left, after the sign-in was renewed. */
  onGoOn: () => void;
}) {
  if (refusal !== undefined)
    return (
      <>
        <p>
          {doneWords}. <LeftWords left={left.length} stopped={stopped} />
        </p>
        <ErrorNotice error={refusal} doing="read" onSignedIn={onGoOn} className="mb-0" />
      </>
    );
  if (failed.length === 0)
    return (
      <Notice tone="info" title={doneWords} className="mb-0">
        <LeftWords left={left.length} stopped={stopped} />
      </Notice>
    );
  return (
    <>
      <Notice tone="danger" title={`${formatCount(failed.length)} failed`} className="mb-0">
        {doneWords}. <LeftWords left={left.length} stopped={stopped} />
      </Notice>
      <ul
        aria-label="Failed"
        className="max-h-60 divide-y divide-line overflow-y-auto rounded-lg border border-line"
      >
        {failed.map(({ item, error }) => {
          const { title, text } = errorWords(error, 'change');
          // A deletion or a change of tags ends the same however often it is made, so nobody has to look first.
          return (
            <li key={item._id} className="px-3 py-2">
              <bdi className="line-clamp-2 font-medium">{identityName(item)}</bdi>
              <p className="text-[0.8125rem] text-muted">
                {title}.{' '}
                {isOutcomeUnknown(error) ? 'It may have been done or not; trying again does no harm.' : text}
              </p>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function LeftWords({
  left,
  stopped,
}: {
  left: number;
  stopped: BulkReport<IdentityRow, unknown>['stopped'];
}): ReactNode {
  if (left === 0) return null;
  if (stopped === 'sign-in')
    return `${formatCount(left)} ${left === 1 ? 'is' : 'are'} left; the run goes on with ${left === 1 ? 'it' : 'them'} once you have signed in.`;
  const why =
    stopped === 'failing'
      ? 'were not tried, because the same would have met them'
      : 'were not tried, because you cancelled';
  return `${formatCount(left)} ${left === 1 ? why.replace('were', 'was').replace('them', 'it') : why}.`;
}
