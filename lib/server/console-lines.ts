import 'server-only';
import { logEvent } from './log';
import { processWide } from './process-wide';

/**
 * Turns what libraries print (Next prints each error it catches, as it was thrown) into lines of the log: one line an
 * event, with secrets out and control characters escaped. Things that are neither text nor error are left out.
 */
export function logConsole(): void {
  processWide('console', () => {
    const told =
      (level: 'warn' | 'error') =>
      (...said: unknown[]) =>
        logEvent(level, 'console', {
          reason: said.filter((part) => typeof part === 'string').join(' '),
          error: said.find((part) => part instanceof Error),
        });
    Object.assign(globalThis.console, { warn: told('warn'), error: told('error') });
    return true;
  });
}
