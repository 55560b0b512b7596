import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';
import { processWide } from './process-wide';

/** Carries the address of a request to the API past Next. Always ours: what a caller sends under it is replaced. */
const SENT_ADDRESS = 'x-identity-desk-sent-address';

/** Methods that reach a route. Next fails others (TRACE with 500); the API answers those it does not take alike. */
export const ROUTED_METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'];

/**
 * Keeps Next's own ideas of addresses from the API. Next answers a path with a broken `%` escape with a bare 500
 * (vercel/next.js#36964, #92557), and redirects a trailing slash, so that a retrieve without an id becomes a list. So
 * Next is shown `/v2` alone, and the address as sent goes in a header. Node tells of each request on this channel
 * before any listener of the server has it.
 */
export function keepApiAddresses(): void {
  processWide('api-addresses', () => {
    subscribe('http.server.request.start', (message) => {
      if (typeof message !== 'object' || message === null || !('request' in message)) return;
      const { request } = message;
      if (!(request instanceof IncomingMessage) || !/^\/v2(?:[/?#\\]|$)/.test(request.url ?? '')) return;
      request.headers[SENT_ADDRESS] = request.url;
      request.url = '/v2';
      if (!ROUTED_METHODS.includes(request.method ?? '')) request.method = 'OPTIONS';
    });
    return true;
  });
}

/** The request with the address that was sent. */
export function asSent(request: Request): Request {
  const address = request.headers.get(SENT_ADDRESS);
  if (address === null) return request;
  const sent = new Request(new URL(address, request.url), request);
  sent.headers.delete(SENT_ADDRESS);
  return sent;
}
