'use client';

import { useEffect, useEffectEvent } from 'react';
import { JOB_BEGUN } from '@/components/jobs/job-news';
import { useOnIntent } from '@/components/ui/use-on-intent';

const loadIndicator = () => import('@/components/jobs/jobs-indicator');

/**
 * The place of the operator's jobs in the banner. What shows them is fetched when there are some: at once where a job
 * was at work when the page was rendered, else when one is begun.
 */
export function JobsMark({ atWork }: { atWork: boolean }) {
  const { Part: JobsIndicator, request } = useOnIntent(loadIndicator);
  const begin = useEffectEvent(request);
  useEffect(() => {
    if (atWork) begin();
    const hear = () => begin();
    window.addEventListener(JOB_BEGUN, hear);
    return () => window.removeEventListener(JOB_BEGUN, hear);
  }, [atWork]);
  return JobsIndicator && <JobsIndicator />;
}
