'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Job } from '@/lib/jobs/schema';
import { identityKeys } from '@/lib/queries/identities';
import { isOver } from './job-words';

/** Ends that were heard of, so that two parts of a page that follow one job read the lists anew once. */
const heard = new Set<string>();

/** Reads anew whatever shows identities once a job ends that was seen at work: lists held here, and the page on screen. */
export function useSettled(job: Pick<Job, 'id' | 'state' | 'ended'>): void {
  const { id, ended } = job;
  const client = useQueryClient();
  const router = useRouter();
  const over = isOver(job);
  const [seenAtWork, setSeenAtWork] = useState(!over);
  if (!over && !seenAtWork) setSeenAtWork(true);
  const settle = useEffectEvent(() => {
    const end = `${id} ${ended}`;
    if (heard.has(end)) return;
    heard.add(end);
    void client.invalidateQueries({ queryKey: identityKeys.all });
    router.refresh();
  });
  useEffect(() => {
    if (over && seenAtWork) settle();
  }, [over, seenAtWork, ended]);
}
