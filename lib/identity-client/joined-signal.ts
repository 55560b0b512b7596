import 'server-only';

/**
 * A signal that is aborted with the first of several, by that one's reason. `release` lets go of them.
 *
 * `AbortSignal.any` would be the obvious choice, but what it hangs on a signal that lives as long as the process (the
 * shutdown) is never freed: measured on Node 20.20, 1.2 KB for each call.
 */
export function joinSignals(...several: (AbortSignal | undefined)[]): {
  signal: AbortSignal;
  release: () => void;
} {
  const controller = new AbortController();
  const signals = several.filter((signal) => signal !== undefined);
  const leaves = signals.map((signal) => {
    const leave = () => controller.abort(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    return () => signal.removeEventListener('abort', leave);
  });
  const aborted = signals.find((signal) => signal.aborted);
  if (aborted !== undefined) controller.abort(aborted.reason);
  return { signal: controller.signal, release: () => leaves.forEach((leave) => leave()) };
}
