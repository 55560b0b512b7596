import { expect } from '@playwright/test';
import type { FaultyUpstream } from './faulty-upstream';
import type { DeskServer } from './desk-server';

/** As many results as the dashboard's breaker looks back on. */
const LOOKED_BACK_ON = 20;

/**
 * Heals the upstream and has the dashboard read from it until it remembers nothing but answers, so that faults of one
 * journey do not count against the next.
 */
export async function steady({
  desk,
  upstream,
}: {
  desk: DeskServer;
  upstream: FaultyUpstream;
}): Promise<void> {
  upstream.heal();
  // The cheapest read there is: an identity that is not there. Each another one, because same reads are one request.
  const headers = { Cookie: await desk.signIn('viewer') };
  const isAnswered = async (ref: string) =>
    (await (await fetch(`${desk.url}/api/identities/lookup?ref=nobody-${ref}`, { headers })).text()).includes(
      '"not-found"',
    );
  await expect.poll(() => isAnswered('first'), { timeout: 20_000 }).toBe(true);
  await Promise.all(Array.from({ length: LOOKED_BACK_ON }, (_, count) => isAnswered(String(count))));
  upstream.forgetCalls();
}
