import 'server-only';
import { withoutSecrets } from './secrets';

type Level = 'info' | 'warn' | 'error';

/**
 * One JSON line an event, on stdout or (errors) stderr. The caller names each member it logs: never a body, query,
 * cookie, key, name, email or metadata. Should a secret of this process be in one all the same, it is taken out. JSON
 * escapes control characters, so a hostile text cannot forge a line.
 */
export function logEvent(level: Level, event: string, members: Record<string, unknown> = {}): void {
  const line = withoutSecrets(JSON.stringify({ time: new Date().toISOString(), level, event, ...members }));
  (level === 'error' ? process.stderr : process.stdout).write(`${line}\n`);
}
