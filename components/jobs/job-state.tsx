import { Badge } from '@/components/ui/badge';
import type { Job } from '@/lib/jobs/schema';
import { STATE_WORDS } from './job-words';

/** The state of a job, as a word with a colour. */
export function JobState({ job: { state, counts } }: { job: Pick<Job, 'state' | 'counts'> }) {
  const words = STATE_WORDS[state];
  switch (state) {
    case 'ready':
    case 'paused':
      return <Badge tone="warning">{words}</Badge>;
    case 'done':
      return counts.failed + counts.unknown > 0 ? (
        <Badge tone="danger">Done, some failed</Badge>
      ) : (
        <Badge tone="ok">{words}</Badge>
      );
    case 'draft':
    case 'preparing':
    case 'running':
    case 'cancelled':
      return <Badge>{words}</Badge>;
  }
}
