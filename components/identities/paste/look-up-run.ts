import type { AppError } from '@/lib/errors/app-error';
import type { LookedUp, LookUpLine } from '@/lib/identity/looked-up';
import { pastedKey } from '@/lib/identity/pasted-many';
import { lookUpMany } from '@/lib/queries/look-up-many';
import { queryError } from '@/lib/queries/outcome-json';

/** Answers are shown this often at most, in milliseconds: five hundred rows are not drawn anew for each of them. */
const SHOWN_EVERY_MS = 100;

/** A look-up of pasted values: what is known of them, and how it goes on. */
export type LookUpRun = {
  /** The operator who pasted them, by id. */
  by: string;
  values: readonly string[];
  /** By `pastedKey`. */
  results: ReadonlyMap<string, LookedUp>;
  /** Of values that several share: the `_id` that was chosen, by `pastedKey`. */
  chosen: ReadonlyMap<string, string>;
  status: 'running' | 'stopped' | 'broken' | 'done';
  /** With `broken`: why the answers ended. */
  error?: AppError | undefined;
  /** How long the service asked to wait, in milliseconds, while that is so. */
  waitMs?: number | undefined;
  /** ISO 8601 time at which it began: the end of the figures' window. */
  startedAt: string;
};

/**
 * The present look-up. It outlives its page, so that whoever opens an identity and comes back finds it gone on; in
 * memory only.
 */
let run: LookUpRun | undefined;
let stop = new AbortController();
const listeners = new Set<() => void>();

function replace(next: LookUpRun | undefined): void {
  run = next;
  for (const listener of listeners) listener();
}

function change(part: Partial<LookUpRun>): void {
  if (run !== undefined) replace({ ...run, ...part });
}

export function subscribeToRun(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function presentRun(): LookUpRun | undefined {
  return run;
}

/** Shows these values: goes on with the present look-up when it is of the same ones, else begins anew. */
export function showValues(by: string, values: readonly string[]): void {
  const same = run?.by === by && run.values.length === values.length;
  if (same && run?.values.every((value, at) => value === values[at]) === true) return;
  lookUpAgain(by, values);
}

/** Looks up values from the start. */
export function lookUpAgain(by: string, values: readonly string[]): void {
  stop.abort();
  const startedAt = new Date().toISOString();
  replace({ by, values, results: new Map(), chosen: new Map(), status: 'done', startedAt });
  if (values.length > 0) void goOn();
}

/** Asks for whatever is not known yet, and again for what failed. */
export async function goOn(): Promise<void> {
  if (run === undefined || run.status === 'running') return;
  stop = new AbortController();
  const { signal } = stop;
  const known = new Map([...run.results].filter(([, { state }]) => state !== 'failed'));
  const left = new Map(run.values.map((value) => [pastedKey(value), value]));
  for (const key of known.keys()) left.delete(key);
  if (left.size === 0) return change({ status: 'done' });
  replace({ ...run, results: known, status: 'running', error: undefined });
  let told: LookUpLine[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!signal.aborted) take(told);
    told = [];
  };
  try {
    for await (const lines of lookUpMany([...left.values()], signal)) {
      told.push(...lines);
      timer ??= setTimeout(show, SHOWN_EVERY_MS);
    }
    show();
    if (!signal.aborted) settle([...left.keys()]);
  } catch (failure) {
    show();
    if (!signal.aborted) change({ status: 'broken', error: queryError(failure), waitMs: undefined });
  }
}

/** Takes over what was told since the last time. */
function take(lines: readonly LookUpLine[]): void {
  if (run === undefined || lines.length === 0) return;
  const results = new Map(run.results);
  let waitMs: number | undefined;
  for (const line of lines) {
    waitMs = 'waitMs' in line ? line.waitMs : undefined;
    if ('result' in line) results.set(pastedKey(line.value), line.result);
  }
  change({ results, waitMs });
}

/** The answers have ended: a stream that was cut off short is not a whole answer. */
function settle(asked: readonly string[]): void {
  const whole = asked.every((key) => run?.results.has(key) === true);
  if (whole) change({ status: 'done', waitMs: undefined });
  else change({ status: 'broken', error: queryError(undefined), waitMs: undefined });
}

/** Asks for no more; what is known stays. */
export function stopRun(): void {
  stop.abort();
  change({ status: 'stopped', waitMs: undefined });
}

/** Of those who share a value: this one is meant. */
export function choose(value: string, id: string): void {
  if (run !== undefined) change({ chosen: new Map(run.chosen).set(pastedKey(value), id) });
}
