'use client';

import clsx from 'clsx';
import { Diff, Equal } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { SIDES, type Pair, type Side } from '@/lib/identity/merged-values';

type Choosing =
  | { onChoose?: undefined; chosen?: undefined; both?: undefined }
  | { chosen: Side; onChoose: (side: Side) => void; both?: undefined }
  | { chosen: Side | 'both'; onChoose: (side: Side | 'both') => void; both: string };

/**
 * One field of both. Where they differ the row says so, and one of them is chosen; both, where that is possible.
 *
 * @param both words of the choice that keeps both
 */
export function CompareRow({
  label,
  mono = false,
  same,
  names,
  cell,
  figure = false,
  ...choosing
}: {
  label: string;
  mono?: boolean;
  same: boolean;
  names: Pair<string>;
  cell: (side: Side) => ReactNode;
  /** Cells are figures, aligned as such. */
  figure?: boolean;
} & Choosing) {
  const id = useId();
  const { chosen, both } = choosing;
  const choose = choosing.onChoose as ((side: Side | 'both') => void) | undefined;
  const isChoice = !same && choose !== undefined;
  return (
    <tr data-differs={!same || undefined}>
      <th scope="row">
        <bdi className={clsx('font-medium text-ink', mono && 'font-mono text-xs')}>{label}</bdi>
        <Verdict same={same} />
        {isChoice && both !== undefined && (
          <label className="mt-1.5 flex min-h-6 cursor-pointer items-center gap-1.5 text-xs font-normal">
            <Radio id={id} value="both" label={`${label}: ${both}`} chosen={chosen} onChoose={choose} />
            {both}
          </label>
        )}
      </th>
      {SIDES.map((side) => (
        <td key={side} data-taken={isChoice && (chosen === side || chosen === 'both') ? '' : undefined}>
          {isChoice ? (
            <label className="flex min-h-6 min-w-0 cursor-pointer items-start gap-2">
              <Radio
                id={id}
                value={side}
                label={`${label}: take it from ${names[side]}`}
                chosen={chosen}
                onChoose={choose}
              />
              <span className="min-w-0 flex-1">{cell(side)}</span>
            </label>
          ) : (
            <div className={clsx(figure && 'text-right tabular-nums')}>{cell(side)}</div>
          )}
        </td>
      ))}
    </tr>
  );
}

/** The first row of a part of the table. */
export function SectionRow({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <tr className="compare-section">
      <th scope="rowgroup" colSpan={3}>
        <span className="flex flex-wrap items-baseline justify-between gap-x-4">
          {children}
          {note}
        </span>
      </th>
    </tr>
  );
}

/** Whether both are the same: in words and by a sign, colour only repeats it. */
export function Verdict({ same }: { same: boolean }) {
  const Icon = same ? Equal : Diff;
  return (
    <span
      className={clsx('flex items-center gap-1 text-xs font-normal', same ? 'text-muted' : 'text-warning')}
    >
      <Icon aria-hidden="true" className="size-3" />
      {same ? 'Same' : 'Differs'}
    </span>
  );
}

function Radio({
  id,
  value,
  label,
  chosen,
  onChoose,
}: {
  id: string;
  value: Side | 'both';
  label: string;
  chosen: Side | 'both' | undefined;
  onChoose: (value: Side | 'both') => void;
}) {
  return (
    <input
      type="radio"
      name={id}
      value={value}
      aria-label={label}
      checked={chosen === value}
      onChange={() => onChoose(value)}
      className="mt-0.5 size-4 shrink-0 accent-(--accent)"
    />
  );
}
