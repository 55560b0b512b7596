import type { ImportRequest } from '@/lib/import/import-request';
import type { Job, JobCounts } from '@/lib/jobs/schema';

/** Counts for tests: what a test does not name is none. */
export function testCounts(parts: Partial<JobCounts>): JobCounts {
  return { waiting: 0, running: 0, done: 0, unchanged: 0, failed: 0, unknown: 0, left: 0, ...parts };
}

/** A job for tests that adds a tag: what a test does not name does not matter to it. */
export function testJob(parts: Partial<Job>): Job {
  return {
    id: 'job-1',
    kind: 'tags',
    state: 'ready',
    request: { kind: 'tags', add: ['vip'], remove: [] },
    operator: { id: 'op', email: 'ada@example.com' },
    created: '2026-11-20T13:10:00.000Z',
    counts: testCounts({ waiting: 3, total: 3 }),
    can_take_back: false,
    ...parts,
  };
}

/** An import for tests, of a CSV file with the columns of a mapping that is sure. */
export function testImport(file: string, parts: Partial<ImportRequest> = {}): ImportRequest {
  return {
    kind: 'import',
    file,
    format: 'csv',
    columns: [
      { name: 'external_id', samples: ['a'] },
      { name: 'plan', samples: ['pro'] },
    ],
    mapping: [{ to: 'external_id' }, { to: 'key', key: 'plan' }],
    separator: ',',
    empty: 'leave',
    ...parts,
  };
}
