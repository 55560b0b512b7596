'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ComponentType } from 'react';
import { QueryFailure } from '@/lib/queries/outcome-json';
import { useOperator } from './operator';
import type { SignInNews } from './sign-in-news';

/** Pages of this dashboard in other tabs hear here who they were made for. */
const CHANNEL = 'operator';

/**
 * Hears when this page can no longer speak for its operator: a read in the background was answered "signed out", or
 * another operator has signed in on another tab of this browser. Then says so, once, whatever asked.
 */
export function SignInWatch() {
  const client = useQueryClient();
  const operator = useOperator();
  const [news, setNews] = useState<SignInNews>();
  const [Banner, setBanner] = useState<ComponentType<{ news: SignInNews; onSettled: () => void }>>();

  useEffect(() => {
    if (operator === undefined) return;
    return client.getQueryCache().subscribe(({ type, query }) => {
      const failure: unknown = query.state.error;
      const error = type === 'updated' && failure instanceof QueryFailure ? failure.error : undefined;
      if (error?.kind === 'signed-out') setNews((known) => known ?? { kind: 'signed-out', error });
    });
  }, [client, operator]);

  const id = operator?.id;
  const email = operator?.email;
  useEffect(() => {
    if (id === undefined) return;
    const channel = new BroadcastChannel(CHANNEL);
    channel.postMessage({ id, email });
    channel.addEventListener('message', ({ data }: MessageEvent<{ id: string; email: string }>) => {
      if (data.id !== id) setNews({ kind: 'other-operator', email: data.email });
    });
    return () => channel.close();
  }, [id, email]);

  const isNews = news !== undefined;
  useEffect(() => {
    // Nearly no page needs it, so nearly none pays for it.
    if (isNews) void import('./sign-in-news').then(({ default: loaded }) => setBanner(() => loaded));
  }, [isNews]);

  if (news === undefined || Banner === undefined) return null;
  return (
    <Banner
      news={news}
      onSettled={() => {
        setNews(undefined);
        void client.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
      }}
    />
  );
}
