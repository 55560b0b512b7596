import 'server-only';
import { Queue } from '@/lib/identity-client/queue';
import { processWide } from '../process-wide';

/** Items of one job that are on their way at once. */
export const ITEMS_AT_ONCE = 4;
/**
 * And of all jobs of this process: half of what the client lets go at once, so that pages never wait for jobs. Who asks
 * first goes first, and no job asks for more than four, so that jobs share fairly.
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
        if (isWanted()) await work(next);
        else waiting.length = 0;
      }, NEVER);
    }
  };
  await Promise.all(Array.from({ length: ITEMS_AT_ONCE }, worker));
}
