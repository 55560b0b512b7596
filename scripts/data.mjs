/** `npm run data`: imports, exports, backs up, restores and resets the embedded store. */
import { runCommand } from './lib/command.mjs';

runCommand(async () => {
  const { runDataCommand } = await import('../lib/transfer/data-command.ts');
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      // The second one does not wait: whatever is not committed, the store undoes by itself.
      if (interruption.signal.aborted) process.exit(130);
      interruption.abort();
    });
  }
  return (words) => runDataCommand(words, interruption.signal);
});
