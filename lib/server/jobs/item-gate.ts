import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Queue } from '@/lib/identity-client/queue';
import { processWide } from '../process-wide';
import { settings } from '../settings';

/** Items of one job that are on their way at once: so many calls a service gets from a job. */
const ITEMS_AT_ONCE = 4;
/** With the embedded API nobody else is asked, and what more items write at a time takes fewer statements. */
const EMBEDDED_ITEMS_AT_ONCE = 8;
/**
 * And of all jobs of this process: half of what the client lets go at once, so that pages never wait for jobs. Who asks
 * first goes first, and no job asks for more than its own, so that jobs share fairly.
 */
const ALL_AT_ONCE = 8;

const gate = () => processWide('job-items', () => ({ queue: new Queue(ALL_AT_ONCE) }));
const NEVER = new AbortController().signal;

/** Works on some items, a few at once. `isWanted` is asked before each; what is not wanted any more is left. */
export async function eachItem<Item>(
  items: readonly Item[],
  isWanted: () => boolean,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      const next = item;
      await gate().queue.run(async () => {
        // Whoever waits for an answer of this process comes in between: the embedded store lets nobody by itself.
        await nextTurn();
        if (isWanted()) await work(next);
        else waiting.length = 0;
      }, NEVER);
    }
  };
  const atOnce = settings().mode === 'embedded' ? EMBEDDED_ITEMS_AT_ONCE : ITEMS_AT_ONCE;
  await Promise.all(Array.from({ length: atOnce }, worker));
}
