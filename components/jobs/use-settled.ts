'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Job } from '@/lib/jobs/schema';
import { identityKeys } from '@/lib/queries/identities';
import { wasBegunHere } from './job-news';
import { isOver } from './job-words';

/** Ends that were heard of, so that two parts of a page that follow one job read the lists anew once. */
const heard = new Set<string>();

/**
 * Reads anew whatever shows identities once a job ends that was seen at work, or was begun in this tab: the lists held
 * here, and the page on screen.
 *
 * @param onSettled hears of the end, too
 */
export function useSettled(
  job: Pick<Job, 'id' | 'state' | 'started' | 'ended'>,
  onSettled?: () => void,
): void {
  const { id, ended } = job;
  const client = useQueryClient();
  const router = useRouter();
  // One that was looked at and left has changed nothing.
  const over = isOver(job) && job.started !== undefined;
  const [seenAtWork, setSeenAtWork] = useState(() => !over || wasBegunHere(id));
  if (!over && !seenAtWork) setSeenAtWork(true);
  const settle = useEffectEvent(() => {
    const end = `${id} ${ended}`;
    if (heard.has(end)) return;
    heard.add(end);
    void client.invalidateQueries({ queryKey: identityKeys.all });
    router.refresh();
    onSettled?.();
  });
  useEffect(() => {
    if (over && seenAtWork) settle();
  }, [over, seenAtWork, ended]);
}
