'use client';

import { isServer, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { OperatorProvider } from '@/components/shell/operator';
import { ShortcutsProvider } from '@/components/shell/shortcuts';
import { TimeProvider } from '@/components/time/time-zone';
import { StyleNonce } from '@/components/ui/style-nonce';
import { Toaster } from '@/components/ui/toasts';
import { TooltipLayer } from '@/components/ui/tooltip';
import type { ShownOperator } from '@/lib/auth/operator';

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Repeating is the upstream client's business alone: two layers would multiply the calls.
      queries: {
        retry: false,
        staleTime: 10_000,
        // On the server the timer for it would hold each rendered page as long: 35 KB of memory a request, measured.
        gcTime: isServer ? Infinity : 10 * 60_000,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        // Off by default in this mode: what failed without a connection is asked for again once there is one.
        refetchOnReconnect: true,
      },
    },
  });
}

let browserClient: QueryClient | undefined;

/** One client in the browser, a new one for each request on the server: no operator's rows reach another's page. */
function queryClient(): QueryClient {
  if (isServer) return makeClient();
  return (browserClient ??= makeClient());
}

/** What every page stands in: server data, the clock, shortcuts and toasts. */
export function Providers({
  nonce,
  zone,
  now,
  singleKeys,
  operator,
  children,
}: {
  nonce: string;
  zone: string;
  now: number;
  singleKeys: boolean;
  /** Who is signed in; undefined on the pages for people who are not. */
  operator: ShownOperator | undefined;
  children: ReactNode;
}) {
  return (
    <QueryClientProvider client={queryClient()}>
      <TimeProvider zone={zone} now={now}>
        <StyleNonce nonce={nonce} />
        <OperatorProvider operator={operator}>
          <ShortcutsProvider enabled={singleKeys}>{children}</ShortcutsProvider>
        </OperatorProvider>
        <Toaster />
        <TooltipLayer />
      </TimeProvider>
    </QueryClientProvider>
  );
}
