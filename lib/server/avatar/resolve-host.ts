import 'server-only';
import { Resolver } from 'node:dns/promises';

/** Two tries of one second leave time for the picture within the limit of three. */
const DNS = { timeout: 1_000, tries: 2 };

/**
 * Every address a name has in the DNS, IPv4 first; none when it has none or nobody answered.
 *
 * Not `dns.lookup`: it cannot be cancelled and holds one of the few threads that this process also resolves the
 * upstream's name with, so a list of names whose servers never answer would stop more than the pictures. It would
 * also read the hosts file and try the search domains, whose names are all internal.
 */
export async function resolveHost(host: string, signal: AbortSignal): Promise<string[]> {
  const resolver = new Resolver(DNS);
  const cancel = () => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
