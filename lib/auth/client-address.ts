import 'server-only';
import ipaddr from 'ipaddr.js';

/**
 * Headers in which this server carries the caller's address inward. Set anew for every request; what a caller sends
 * under these names is dropped.
 */
export const CLIENT_ADDRESS_HEADER = 'x-identity-desk-address';
/** The same, only where the address can be believed: it came through a proxy of TRUSTED_PROXIES. */
export const TRUSTED_ADDRESS_HEADER = 'x-identity-desk-trusted-address';

/**
 * Who is calling. `X-Forwarded-For` says whatever a client wants while the port can be reached directly, so it counts
 * only from a proxy that is trusted, and then from the right: the last address that is not such a proxy.
 *
 * @param peer the address of the connection itself
 * @param forwarded the value of `X-Forwarded-For`
 * @param trusted networks in CIDR notation
 */
export function clientAddress(
  peer: string | undefined,
  forwarded: string | undefined,
  trusted: readonly string[],
): { address: string; trusted: boolean } {
  const direct = parsed(peer);
  if (direct === undefined) return { address: '', trusted: false };
  if (!isIn(direct, trusted)) return { address: direct.toString(), trusted: false };
  const hops = (forwarded ?? '').split(',').map((hop) => parsed(hop.trim()));
  for (const hop of hops.reverse()) {
    // A hop that is no address was written by somebody who is not to be believed, and so was all before it.
    if (hop === undefined) break;
    if (!isIn(hop, trusted)) return { address: hop.toString(), trusted: true };
  }
  return { address: direct.toString(), trusted: false };
}

function parsed(text: string | undefined): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  return text !== undefined && ipaddr.isValid(text) ? ipaddr.process(text) : undefined;
}

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, networks: readonly string[]): boolean {
  return networks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === address.kind() && address.match(base, bits);
  });
}
