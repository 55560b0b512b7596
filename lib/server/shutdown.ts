import 'server-only';
import { setMaxListeners } from 'node:events';
import { processWide } from './process-wide';

const controller = () =>
  processWide('shutdown', () => {
    const made = new AbortController();
    // Every call that is on its way listens, however many there are: that is no leak, and Node need not warn of one.
    setMaxListeners(0, made.signal);
    return made;
  });

/** Aborted when the process ends, so that no request to the upstream outlives it. */
export function shutdownSignal(): AbortSignal {
  return controller().signal;
}

/** Ends whatever is still on its way to the upstream. */
export function endUpstreamCalls(): void {
  controller().abort(new Error('The process ends.'));
}
