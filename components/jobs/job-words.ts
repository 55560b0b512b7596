import { formatCount } from '@/lib/format/numbers';
import { identitiesWords } from '@/lib/identity/count-words';
import type { ItemState, Job, JobCounts, JobState } from '@/lib/jobs/schema';

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
      return `Import ${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`;
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

/** How a job came out: `190 changed, 24 unchanged, 2 failed`. */
export function resultWords({ kind, counts }: Pick<Job, 'kind' | 'counts'>): string {
  const verb = kind === 'delete' ? 'deleted' : kind === 'take-back' ? 'put back' : 'changed';
  const parts: [number, string][] = [
    [counts.unchanged, kind === 'delete' ? 'gone before' : 'unchanged'],
    [counts.failed, 'failed'],
    [counts.unknown, 'unknown'],
    [counts.left, 'not tried'],
  ];
  return [`${formatCount(counts.done)} ${verb}`]
    .concat(parts.filter(([count]) => count > 0).map(([count, word]) => `${formatCount(count)} ${word}`))
    .join(', ');
}

/** Whether a job has come to its end. One that was cancelled still ends what was on its way. */
export function isOver({ state, ended }: Pick<Job, 'state' | 'ended'>): boolean {
  return (state === 'done' || state === 'cancelled') && ended !== undefined;
}
