import 'server-only';
import { randomUUID } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage, ServerResponse } from 'node:http';
import { headers } from 'next/headers';
import { CLIENT_ADDRESS_HEADER, clientAddress, TRUSTED_ADDRESS_HEADER } from '@/lib/auth/client-address';
import { actingOperator } from './acting-operator';
import { processWide } from './process-wide';
import { settings } from './settings';

/** The id of the request, for logs, errors and the audit log. Always ours. */
const REQUEST_HEADER = 'x-identity-desk-request';

const responses = () => processWide<Map<string, ServerResponse>>('responses', () => new Map());

/**
 * Marks each request, before any listener of the server has it, with an id and the caller's address; what a caller
 * sends under those names is replaced. Node tells of each request on this channel.
 */
export function markRequests(): void {
  processWide('request-marks', () => {
    const { TRUSTED_PROXIES = [] } = settings();
    subscribe('http.server.request.start', (message) => {
      if (
        typeof message !== 'object' ||
        message === null ||
        !('request' in message) ||
        !('response' in message)
      )
        return;
      const { request, response } = message;
      if (!(request instanceof IncomingMessage) || !(response instanceof ServerResponse)) return;
      const id = randomUUID();
      const forwarded = request.headers['x-forwarded-for'];
      const { address, trusted } = clientAddress(
        request.socket.remoteAddress,
        Array.isArray(forwarded) ? forwarded.join(',') : forwarded,
        TRUSTED_PROXIES,
      );
      request.headers[REQUEST_HEADER] = id;
      request.headers[CLIENT_ADDRESS_HEADER] = address;
      if (trusted) request.headers[TRUSTED_ADDRESS_HEADER] = address;
      else delete request.headers[TRUSTED_ADDRESS_HEADER];
      responses().set(id, response);
      response.once('close', () => responses().delete(id));
    });
    return true;
  });
}

/** What is known of the present request; of the work of a job, what is known of the one that asked for it. */
export async function presentRequest(): Promise<{ headers: Headers; requestId: string; address: string }> {
  const acting = actingOperator();
  if (acting !== undefined)
    return { headers: new Headers(), requestId: acting.requestId, address: acting.address };
  const present = await headers();
  return {
    headers: present,
    requestId: present.get(REQUEST_HEADER) ?? '',
    address: present.get(CLIENT_ADDRESS_HEADER) ?? '',
  };
}

/**
 * Gives the answer of the present request a status. An action's answer is 200 whatever it says; a refusal is to be
 * seen as one by whatever stands between, and by logs.
 */
export async function answerWithStatus(status: 401 | 403): Promise<void> {
  const { requestId } = await presentRequest();
  const response = responses().get(requestId);
  if (response !== undefined && !response.headersSent) response.statusCode = status;
}
