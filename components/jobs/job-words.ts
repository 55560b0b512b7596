import { formatCount } from '@/lib/format/numbers';
import { identitiesWords } from '@/lib/identity/count-words';
import type { ItemState, Job, JobCounts, JobKind, JobState } from '@/lib/jobs/schema';

const quoted = (texts: readonly string[]) => texts.map((text) => `“${text}”`).join(', ');

/** What a job does, as its heading. */
export function jobTitle({ request }: Pick<Job, 'request'>): string {
  switch (request.kind) {
    case 'tags': {
      const parts = [
        request.add.length > 0 && `Add ${tagsWords(request.add)}`,
        request.remove.length > 0 && `Remove ${tagsWords(request.remove)}`,
      ];
      return parts.filter((part) => part !== false).join(', ');
    }
    case 'metadata':
      return `${request.value_text === undefined ? 'Remove' : 'Set'} metadata “${request.key}”`;
    case 'delete':
      return 'Delete identities';
    case 'import':
      return `Import ${request.file}`;
    case 'take-back':
      return 'Undo a job';
  }
}

function tagsWords(tags: readonly string[]): string {
  return `${tags.length === 1 ? 'tag' : 'tags'} ${quoted(tags)}`;
}

/** The button that begins a job: what it does, to how many. */
export function confirmWords({ request }: Pick<Job, 'request'>, count: number): string {
  const many = identitiesWords(count);
  switch (request.kind) {
    case 'tags':
      if (request.remove.length === 0) return `Add tags to ${many}`;
      return `${request.add.length === 0 ? 'Remove tags from' : 'Change tags of'} ${many}`;
    case 'metadata':
      return `${request.value_text === undefined ? 'Remove metadata from' : 'Set metadata of'} ${many}`;
    case 'delete':
      return `Delete ${many}`;
    case 'import':
      return `Import ${many}`;
    case 'take-back':
      return `Undo on ${many}`;
  }
}

/** What a preview calls the items that would change, those that would stay, and those that cannot be done. */
export function previewLabels({ kind }: Pick<Job, 'kind'>): [change: string, stay: string, conflict: string] {
  switch (kind) {
    case 'delete':
      return ['Will be deleted', 'Gone already', 'Cannot be deleted'];
    case 'take-back':
      return ['Will be put back', 'Already as before', 'Cannot be put back'];
    case 'import':
      return ['Will be written', 'Already as in the file', 'Rejected'];
    case 'tags':
    case 'metadata':
      return ['Will change', 'Already as asked', 'Cannot be changed'];
  }
}

/** What a job goes over, in words; undefined where the job itself says it. */
export function scopeWords({ selection }: Pick<Job, 'selection'>): string | undefined {
  if (selection === undefined) return undefined;
  if (selection.by === 'ids') return `${identitiesWords(selection.count)} chosen`;
  const { search, tags } = selection;
  const parts = [search !== '' && `match “${search}”`, tags.length > 0 && `are tagged ${quoted(tags)}`];
  const what = parts.filter((part) => part !== false).join(' and ');
  return what === '' ? 'All identities' : `All that ${what}`;
}

export const STATE_WORDS: Record<JobState, string> = {
  draft: 'Being set up',
  preparing: 'Counting',
  ready: 'Waits for your word',
  running: 'Running',
  paused: 'Paused',
  cancelled: 'Cancelled',
  done: 'Done',
};

/** The state of a job in words. An import has a file to be read where others have identities to be counted. */
export function stateWords({ kind, state }: Pick<Job, 'kind' | 'state'>): string {
  if (kind === 'import' && state === 'draft') return 'Columns to name';
  if (kind === 'import' && state === 'preparing') return 'Checking';
  return STATE_WORDS[state];
}

export const ITEM_WORDS: Record<ItemState, string> = {
  waiting: 'Waiting',
  running: 'Under way',
  done: 'Done',
  unchanged: 'Unchanged',
  failed: 'Failed',
  unknown: 'Unknown',
  left: 'Not tried',
};

/** Items that have come to an end, one way or another. */
export function endedCount({ done, unchanged, failed, unknown, left }: JobCounts): number {
  return done + unchanged + failed + unknown + left;
}

/** Rows of an import that are checked. */
export function checkedCount({ plans }: Pick<Job, 'plans'>): number {
  return plans === undefined ? 0 : Object.values(plans).reduce((sum, count) => sum + count, 0);
}

/** Rows of an import that were rejected before it began, as the operator saw: of those nothing more can be said. */
export function rejectedCount({ counts, plans }: Pick<Job, 'counts' | 'plans'>): number {
  return Math.min(counts.failed, plans?.reject ?? 0);
}

/** Items that went wrong, or of which nobody knows: what can be tried again. */
export function troubleCount(job: Pick<Job, 'counts' | 'plans'>): number {
  return job.counts.failed + job.counts.unknown - rejectedCount(job);
}

const DONE_WORDS: Record<JobKind, string> = {
  tags: 'changed',
  metadata: 'changed',
  delete: 'deleted',
  import: 'written',
  'take-back': 'put back',
};

/** How a job came out: `190 changed, 24 unchanged, 2 failed`. */
export function resultWords(job: Pick<Job, 'kind' | 'counts' | 'plans'>): string {
  const { kind, counts } = job;
  const rejected = rejectedCount(job);
  const parts: [number, string][] = [
    [counts.unchanged, kind === 'delete' ? 'gone before' : 'unchanged'],
    [counts.failed - rejected, 'failed'],
    [rejected, 'rejected'],
    [counts.unknown, 'unknown'],
    [counts.left, 'not tried'],
  ];
  return [`${formatCount(counts.done)} ${DONE_WORDS[kind]}`]
    .concat(parts.filter(([count]) => count > 0).map(([count, word]) => `${formatCount(count)} ${word}`))
    .join(', ');
}

/** Whether a job has come to its end. One that was cancelled still ends what was on its way. */
export function isOver({ state, ended }: Pick<Job, 'state' | 'ended'>): boolean {
  return (state === 'done' || state === 'cancelled') && ended !== undefined;
}

/** Whether a job does what it was asked for, or rests amid that. */
export function isAtWork(job: Pick<Job, 'state' | 'ended'>): boolean {
  return job.state === 'running' || job.state === 'paused' || (job.state === 'cancelled' && !isOver(job));
}
