import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { processWide } from './process-wide';

/** How long a stop waits for requests that came after it, in milliseconds. */
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
 * Waits for the requests that run now, and a moment for those that come meanwhile, which may never cease: they read, as
 * changes are refused by then.
 *
 * @param limitMs longest wait for what runs now, in milliseconds
 */
export async function requestsEnd(limitMs: number): Promise<void> {
  const [started, before] = [Date.now(), [...running()]];
  const waiting = (passed: number) =>
    passed < limitMs &&
    (before.some((response) => running().has(response)) || (passed < GRACE_MS && running().size > 0));
  while (waiting(Date.now() - started)) await pause(20);
}
