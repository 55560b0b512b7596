import 'server-only';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type AvatarPicture, pictureType } from './picture-type';
import { isPublicAddress } from './public-address';
import { resolveHost } from './resolve-host';

/** For name, connection and body together: a sender of one byte a second is cut off like a silent one. */
const TIME_LIMIT_MS = 3_000;
const MOST_BYTES = 512 * 1024;

/** The way out. Tests put a server of their own behind it; the checks lie before it and apply to them too. */
export interface AvatarNetwork {
  /** All addresses of a name. */
  resolve(host: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Starts a request that has no body; the caller ends it. */
  request(options: RequestOptions): ClientRequest;
}

const INTERNET: AvatarNetwork = { resolve: resolveHost, request };

/**
 * The picture at an address that `parseAllowedUrl` let through. Undefined when its host has an address that is not
 * public, or when what comes is not a whole PNG, JPEG, GIF, WebP or AVIF of at most 512 KiB, within 3 s, without a
 * redirect. Never throws: whatever fails here, the page shows initials.
 */
export async function downloadPicture(url: URL, network = INTERNET): Promise<AvatarPicture | undefined> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), TIME_LIMIT_MS);
  // Raced as well as passed down: a step that does not heed the signal must not keep its place in the queue.
  const late = new Promise<undefined>((resolve) => {
    limit.signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    return await Promise.race([readPicture(url, network, limit.signal), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    limit.abort();
  }
}

async function readPicture(url: URL, network: AvatarNetwork, signal: AbortSignal) {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = isIP(host) === 0 ? await network.resolve(host, signal) : [host];
  // One address that is not public spoils the name: no honest host of pictures has a foot in a private network.
  if (signal.aborted || addresses.length === 0 || !addresses.every(isPublicAddress)) return undefined;
  const response = await readHead(network.request(requestOptions(url, host, addresses, signal)));
  const bytes = isWanted(response) ? await readBody(response) : undefined;
  const type = bytes && pictureType(bytes);
  return bytes && type && { bytes, type };
}

function requestOptions(
  url: URL,
  host: string,
  addresses: readonly string[],
  signal: AbortSignal,
): RequestOptions {
  return {
    // Name, certificate check and Host stay the host's; only the way there is ours.
    host,
    port: 443,
    path: url.pathname + url.search,
    lookup: answering(addresses),
    // With a pool, a connection to an address checked under another answer of the DNS could be used again.
    agent: false,
    // Said aloud, because NODE_TLS_REJECT_UNAUTHORIZED=0 changes the default.
    rejectUnauthorized: true,
    signal,
    headers: {
      Host: url.host,
      Accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif',
      // A packed answer would be counted small and unpacked large.
      'Accept-Encoding': 'identity',
      // Large hosts of pictures refuse requests that do not name their program.
      'User-Agent': 'identity-desk',
    },
  };
}

/** A lookup that knows the checked addresses only, so a name that changes its answer gains nothing (DNS rebinding). */
function answering(addresses: readonly string[]): LookupFunction {
  const known = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, done) => {
    const [first] = known;
    if (options.all === true) process.nextTick(done, null, known);
    else process.nextTick(done, null, first?.address, first?.family);
  };
}

function readHead(asked: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    asked.on('response', resolve);
    // Stays on for good: an error after the head, without a listener, would end the process.
    asked.on('error', reject);
    // An answer that asks to change the protocol closes the connection without an error.
    asked.on('close', () => reject(new Error('closed without an answer')));
    asked.end();
  });
}

/** A redirect is not followed: what it leads to was not checked. */
function isWanted({ statusCode, headers }: IncomingMessage): boolean {
  const encoding = headers['content-encoding'] ?? 'identity';
  const length = Number(headers['content-length'] ?? 0);
  return statusCode === 200 && encoding.trim().toLowerCase() === 'identity' && length <= MOST_BYTES;
}

/** Counted while it streams, since a length is optional. A body that ends early throws. */
async function readBody(response: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  // Not `Buffer.concat`: it may cut from a shared pool, which a small picture in the cache would then keep alive.
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
