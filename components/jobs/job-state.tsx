import { Badge } from '@/components/ui/badge';
import type { Job } from '@/lib/jobs/schema';
import { stateWords, troubleCount } from './job-words';

/** The state of a job, as a word with a colour. */
export function JobState({ job }: { job: Pick<Job, 'kind' | 'state' | 'counts' | 'plans'> }) {
  const words = stateWords(job);
  switch (job.state) {
    case 'draft':
      return job.kind === 'import' ? <Badge tone="warning">{words}</Badge> : <Badge>{words}</Badge>;
    case 'ready':
    case 'paused':
      return <Badge tone="warning">{words}</Badge>;
    case 'done':
      return troubleCount(job) > 0 ? (
        <Badge tone="danger">Done, some failed</Badge>
      ) : (
        <Badge tone="ok">{words}</Badge>
      );
    case 'preparing':
    case 'running':
    case 'cancelled':
      return <Badge>{words}</Badge>;
  }
}
