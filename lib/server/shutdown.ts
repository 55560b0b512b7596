import 'server-only';
import { processWide } from './process-wide';

const controller = () => processWide('shutdown', () => new AbortController());

/** Aborted when the process ends, so that no request to the upstream outlives it. */
export function shutdownSignal(): AbortSignal {
  return controller().signal;
}

/** Ends whatever is still on its way to the upstream. */
export function endUpstreamCalls(): void {
  controller().abort(new Error('The process ends.'));
}
