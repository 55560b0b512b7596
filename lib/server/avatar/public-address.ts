import 'server-only';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Of IPv6 only 2000::/3 is handed out (IANA); ipaddr.js calls the unassigned rest, and `::a.b.c.d`, "unicast" too. */
const HANDED_OUT = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether a text is an address of the public internet. Everything with a special use is not: private, loopback,
 * link-local, shared, documentation, multicast, and every form that carries another address inside (v4-mapped,
 * NAT64, 6to4, Teredo), since what it leads to depends on the network this process runs in.
 */
export function isPublicAddress(text: string): boolean {
  // `isIP` first: ipaddr.js also reads `0x7f.1` and `010.0.0.1`, which others read as another address.
  const family = isIP(text);
  if (family === 4) return ipaddr.IPv4.parse(text).range() === 'unicast';
  // A zone (`%eth0`) names an interface of this machine.
  if (family !== 6 || text.includes('%')) return false;
  const address = ipaddr.IPv6.parse(text);
  return address.match(HANDED_OUT) && address.range() === 'unicast';
}
