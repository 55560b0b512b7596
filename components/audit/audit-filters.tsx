'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useId, useRef, useState, useTransition, type ReactNode } from 'react';
import { ACTION_GROUPS, ACTION_NAMES, actionWords, GROUP_NAMES, groupOf } from '@/lib/audit/action-groups';
import type { AuditOperator } from '@/lib/audit/entry';
import { AUDIT_LIMITS, AUDIT_OUTCOMES, auditHref, isFiltered, WHOLE_LOG } from '@/lib/audit/log-address';
import type { AuditQuery } from '@/lib/audit/log-query';

const OUTCOME_WORDS = {
  done: 'Done',
  failed: 'Failed',
  unknown: 'Unknown',
  attempted: 'Not finished',
} as const;

/**
 * The filters of the log. What is chosen counts at once; what is typed counts with Enter or on leaving the box.
 *
 * @param operators whom the log can be filtered by; empty for whoever sees only their own entries
 */
export function AuditFilters({
  query,
  operators,
}: {
  query: AuditQuery;
  operators: readonly AuditOperator[];
}) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const show = (changes: Partial<AuditQuery>) =>
    startTransition(() => router.push(auditHref(query, { entry: undefined, ...changes })));
  const known = operators.some(({ id }) => id === query.operator);
  return (
    <form
      role="search"
      aria-label="Filter the audit log"
      aria-busy={pending}
      className="flex flex-wrap items-end gap-x-3 gap-y-2 pb-4"
      onSubmit={(event) => event.preventDefault()}
    >
      {operators.length > 0 && (
        <Choice label="Operator" value={query.operator} onChoose={(operator) => show({ operator })}>
          <option value="">Everybody</option>
          {query.operator !== undefined && !known && <option value={query.operator}>{query.operator}</option>}
          {operators.map(({ id, email }) => (
            <option key={id} value={id}>
              {email}
            </option>
          ))}
        </Choice>
      )}
      <Choice
        label="Action"
        value={query.action}
        onChoose={(chosen) =>
          show({ action: [...GROUP_NAMES, ...ACTION_NAMES].find((action) => action === chosen) })
        }
      >
        <option value="">All actions</option>
        {GROUP_NAMES.map((group) => (
          <optgroup key={group} label={ACTION_GROUPS[group]}>
            <option value={group}>{ACTION_GROUPS[group]}: all</option>
            {ACTION_NAMES.filter((action) => groupOf(action) === group).map((action) => (
              <option key={action} value={action}>
                {actionWords(action)}
              </option>
            ))}
          </optgroup>
        ))}
      </Choice>
      <Choice
        label="Outcome"
        value={query.outcome}
        onChoose={(chosen) => show({ outcome: AUDIT_OUTCOMES.find((outcome) => outcome === chosen) })}
      >
        <option value="">All outcomes</option>
        {AUDIT_OUTCOMES.map((outcome) => (
          <option key={outcome} value={outcome}>
            {OUTCOME_WORDS[outcome]}
          </option>
        ))}
      </Choice>
      <Typed
        label="Identity"
        placeholder="ID or external ID"
        value={query.identity}
        onSettle={(identity) => show({ identity })}
      />
      <Day label="From" value={query.from} onChoose={(from) => show({ from })} />
      <Day label="To" value={query.to} onChoose={(to) => show({ to })} />
      <Choice
        label="Rows per page"
        value={String(query.limit)}
        onChoose={(chosen) => show({ limit: AUDIT_LIMITS.find((limit) => String(limit) === chosen) ?? 25 })}
      >
        {AUDIT_LIMITS.map((limit) => (
          <option key={limit}>{limit}</option>
        ))}
      </Choice>
      {isFiltered(query) && (
        <button
          type="button"
          data-command="Clear filters"
          className="button button-ghost"
          onClick={() => startTransition(() => router.push(auditHref(WHOLE_LOG, { limit: query.limit })))}
        >
          Clear filters
        </button>
      )}
    </form>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1 max-sm:w-[calc(50%-0.375rem)]">
      <label htmlFor={id} className="text-xs text-muted">
        {label}
      </label>
      {children(id)}
    </div>
  );
}

function Choice({
  label,
  value = '',
  onChoose,
  children,
}: {
  label: string;
  value: string | undefined;
  onChoose: (value: string | undefined) => void;
  children: ReactNode;
}) {
  return (
    <Labelled label={label}>
      {(id) => (
        <select
          id={id}
          data-command={label}
          className="select max-w-44 min-w-0 max-sm:w-full"
          value={value}
          onChange={(event) => onChoose(event.target.value || undefined)}
        >
          {children}
        </select>
      )}
    </Labelled>
  );
}

function Typed({
  label,
  placeholder,
  value = '',
  onSettle,
}: {
  label: string;
  placeholder: string;
  value: string | undefined;
  onSettle: (value: string | undefined) => void;
}) {
  const [text, setText] = useFollowing(value);
  const asked = useRef(value);
  useEffect(() => {
    asked.current = value;
  }, [value]);
  // Enter, and then leaving the box before the answer is there, ask once.
  const settle = () => {
    if (text.trim() === asked.current) return;
    asked.current = text.trim();
    onSettle(text.trim() || undefined);
  };
  return (
    <Labelled label={label}>
      {(id) => (
        <input
          id={id}
          data-command={`Filter by ${label.toLowerCase()}`}
          type="search"
          enterKeyHint="search"
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          maxLength={512}
          className="input w-40 max-sm:w-full"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={settle}
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && settle()}
        />
      )}
    </Labelled>
  );
}

/** A day counts once it is whole: while a year is typed, it passes through years long gone. */
function Day({
  label,
  value = '',
  onChoose,
}: {
  label: string;
  value: string | undefined;
  onChoose: (value: string | undefined) => void;
}) {
  const [text, setText] = useFollowing(value);
  return (
    <Labelled label={label}>
      {(id) => (
        <input
          id={id}
          data-command={`Filter by day ${label.toLowerCase()}`}
          type="date"
          min="2000-01-01"
          max="2199-12-31"
          className="input max-sm:w-full"
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            if (target.value === '' ? value !== '' && !target.validity.badInput : target.value >= '2000')
              onChoose(target.value || undefined);
          }}
        />
      )}
    </Labelled>
  );
}

/** A box's own text, which follows the address wherever that changes: a box that is in use is never made anew. */
function useFollowing(value: string): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const [followed, setFollowed] = useState(value);
  if (followed !== value) {
    setFollowed(value);
    setText(value);
  }
  return [text, setText];
}
