import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage, ServerResponse } from 'node:http';
import onHeaders from 'on-headers';
import { ROUTED_METHODS } from './api-addresses';
import { processWide } from './process-wide';
import { floorHeaders } from './security-headers';

/**
 * Sees to every request and answer of this process, also those that neither `proxy.ts` nor a route gets to see: files,
 * redirects of Next's own, refused methods, broken addresses. An answer gets each header of the floor that nothing has
 * set by the time it goes out; a request that Next would fail with a bare 500 is mended before Next has it. Node tells
 * of each request on this channel before any listener of the server has it.
 */
export function guardEveryAnswer(): void {
  processWide('every-answer', () => {
    const floor = Object.entries(floorHeaders());
    subscribe('http.server.request.start', (message) => {
      if (typeof message !== 'object' || message === null) return;
      if ('response' in message && message.response instanceof ServerResponse)
        onHeaders(message.response, function () {
          for (const [name, value] of floor) if (!this.hasHeader(name)) this.setHeader(name, value);
        });
      if ('request' in message && message.request instanceof IncomingMessage) mend(message.request);
    });
    return true;
  });
}

function mend(request: IncomingMessage): void {
  if (!ROUTED_METHODS.includes(request.method ?? '')) request.method = 'OPTIONS';
  request.url = readableAddress(request.url ?? '/');
}

/**
 * An address whose every path segment can be decoded. One that cannot names nothing; its `%` are taken as they stand,
 * and a page says that there is nothing (Next itself: vercel/next.js#36964).
 */
export function readableAddress(address: string): string {
  const end = address.search(/[?#]/);
  const path = end < 0 ? address : address.slice(0, end);
  const readable = path
    .split('/')
    .map((segment) => (canBeDecoded(segment) ? segment : segment.replaceAll('%', '%25')));
  return readable.join('/') + (end < 0 ? '' : address.slice(end));
}

function canBeDecoded(segment: string): boolean {
  try {
    decodeURIComponent(segment);
    return true;
  } catch {
    return false;
  }
}
