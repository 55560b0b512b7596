import 'server-only';
import { processWide } from './process-wide';

/** Shorter ones are left: hiding every `admin` would hide what a line says, and no secret of ours is that short. */
const SHORTEST_SECRET = 8;

const secrets = () => processWide<Set<string>>('secrets', () => new Set());

/** Notes a value that no line of the log may show. */
export function keepSecret(value: string | undefined): void {
  if (value !== undefined && value.length >= SHORTEST_SECRET) secrets().add(value);
}

/** Notes the password in an address: as it stands there, and decoded as a driver would show it. */
export function keepAddressSecret(address: string | undefined): void {
  // Not by `URL`, which refuses what drivers accept: an address with a password and no host (a socket).
  const password = address?.match(/^[a-z]+:\/\/[^/@:]*:(.*)@/i)?.[1];
  if (password === undefined) return;
  keepSecret(password);
  try {
    keepSecret(decodeURIComponent(password));
  } catch {
    // Not encoded: it is known as it stands.
  }
}

/**
 * A text without the secrets of this process, as they are and as JSON writes them. The second line of defence: no
 * caller logs one, but the message of a failed library call, or a caller's own request id, may hold what it was given.
 */
export function withoutSecrets(text: string): string {
  let shown = text;
  for (const secret of secrets())
    for (const form of [secret, JSON.stringify(secret).slice(1, -1)])
      shown = shown.replaceAll(form, '[secret]');
  return shown;
}
