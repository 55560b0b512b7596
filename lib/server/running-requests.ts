import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { processWide } from './process-wide';

/** How long a stop waits at its end for requests that came after it began, in milliseconds. */
const GRACE_MS = 1_000;

const running = () => processWide('running-requests', () => new Set<ServerResponse>());

/**
 * Notes the requests whose answers are not sent yet, whatever serves them: pages, actions, exports and the API. Node
 * tells of each on this channel, so that no route can be forgotten.
 */
export function noteRequests(): void {
  processWide('note-requests', () => {
    subscribe('http.server.request.start', (message) => {
      if (typeof message !== 'object' || message === null || !('response' in message)) return;
      const { response } = message;
      if (!(response instanceof ServerResponse)) return;
      running().add(response);
      // Comes after the whole answer was sent, and after a caller that went away, alike.
      response.once('close', () => running().delete(response));
    });
    return true;
  });
}

/**
 * Waits for the requests that run now, and then a moment for those that came meanwhile, which may never cease: they
 * read, as changes are refused by then.
 *
 * @param limitMs longest wait, in milliseconds
 */
export async function requestsEnd(limitMs: number): Promise<void> {
  const [limit, before] = [Date.now() + limitMs, [...running()]];
  const until = async (end: number, isDone: () => boolean) => {
    while (Date.now() < end && !isDone()) await pause(20);
  };
  await until(limit, () => !before.some((response) => running().has(response)));
  await until(Math.min(limit, Date.now() + GRACE_MS), () => running().size === 0);
}
