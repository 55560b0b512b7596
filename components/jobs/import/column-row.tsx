import { useId } from 'react';
import { VisibleText } from '@/components/json/visible-text';
import { keyOf, passedOverBecause } from '@/lib/import/guess-mapping';
import { IMPORT_FIELDS, type ColumnTarget, type ImportColumn } from '@/lib/import/import-request';
import { TARGET_LABELS } from '@/lib/import/mapping-issues';
import { METADATA_KEY_MAX } from '@/lib/identity/metadata-value';

/** One column of the file: its name, its first values, and what it becomes. */
export function ColumnRow({
  column: { name, samples },
  place,
  target,
  issue,
  onChange,
}: {
  column: ImportColumn;
  /** From 0. */
  place: number;
  target: ColumnTarget;
  issue: string | undefined;
  onChange: (target: ColumnTarget) => void;
}) {
  const note = useId();
  const called = name.trim() === '' ? `Column ${place + 1}` : name;
  const why = target.to === 'none' ? passedOverBecause(name) : undefined;
  const told = issue ?? why;
  return (
    <tr role="row" data-off={target.to === 'none' || undefined}>
      <td role="cell" data-cell="who" className="max-w-64">
        <bdi className="line-clamp-2 font-medium wrap-anywhere">{called}</bdi>
      </td>
      <td role="cell" data-cell="samples" className="max-w-72 text-muted">
        <Samples samples={samples} />
      </td>
      <td role="cell" data-cell="target">
        <div className="flex flex-wrap items-center gap-2">
          <select
            aria-label={`${called} becomes`}
            aria-invalid={issue !== undefined || undefined}
            aria-describedby={told === undefined ? undefined : note}
            className="select w-44"
            value={target.to}
            onChange={({ target: { value } }) => onChange(targetOf(value, name))}
          >
            {IMPORT_FIELDS.map((field) => (
              <option key={field} value={field}>
                {TARGET_LABELS[field]}
              </option>
            ))}
            <option value="key">Metadata key…</option>
            <option value="none">Do not import</option>
          </select>
          {target.to === 'key' && (
            <input
              aria-label={`Metadata key of ${called}`}
              aria-invalid={issue !== undefined || undefined}
              aria-describedby={told === undefined ? undefined : note}
              className="input w-44 min-w-0 font-mono"
              autoComplete="off"
              spellCheck={false}
              maxLength={METADATA_KEY_MAX}
              value={target.key}
              onChange={(event) => onChange({ to: 'key', key: event.target.value })}
            />
          )}
        </div>
        {told !== undefined && (
          <p
            id={note}
            className={issue === undefined ? 'pt-1 text-xs text-muted' : 'pt-1 text-xs text-danger'}
          >
            {told}
          </p>
        )}
      </td>
    </tr>
  );
}

function targetOf(value: string, name: string): ColumnTarget {
  const field = IMPORT_FIELDS.find((known) => known === value);
  if (field !== undefined) return { to: field };
  return value === 'key' ? { to: 'key', key: keyOf(name).slice(0, METADATA_KEY_MAX) } : { to: 'none' };
}

function Samples({ samples }: { samples: readonly string[] }) {
  if (samples.length === 0) return <span className="text-muted">Empty</span>;
  return (
    <ul className="space-y-0.5">
      {samples.map((sample) => (
        <li key={sample} className="truncate">
          <VisibleText value={sample} />
        </li>
      ))}
    </ul>
  );
}
