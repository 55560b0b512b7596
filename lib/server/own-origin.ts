import 'server-only';
import { settings } from './settings';

/** The origin for links and cookies: APP_URL, else where this process listens on this machine. */
export function ownOrigin(): string {
  const { APP_URL, HOST, PORT } = settings();
  if (APP_URL !== undefined) return new URL(APP_URL).origin;
  return new URL(`http://${HOST.includes(':') ? `[${HOST.replace(/^\[|\]$/g, '')}]` : HOST}:${PORT}`).origin;
}
