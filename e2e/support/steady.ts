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
  // The cheapest read there is: an identity that is not there.
  const isAnswered = async () =>
    (await (await fetch(`${desk.url}/api/identities/lookup?ref=nobody`)).text()).includes('"not-found"');
  await expect.poll(isAnswered, { timeout: 20_000 }).toBe(true);
  for (let count = 0; count < LOOKED_BACK_ON; count += 1) await isAnswered();
  upstream.forgetCalls();
}
