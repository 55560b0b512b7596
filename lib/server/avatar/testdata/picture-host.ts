import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request, type RequestOptions } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { AvatarNetwork } from '../fetch-avatar';
import { selfSigned } from './self-signed';

export const HOST = 'pictures.example';
/** An address of the public internet; nothing is ever sent to it. */
export const PUBLIC = '93.184.215.14';

/**
 * A real https server on loopback, and a network in which every public address leads to it. The network asks the
 * fetcher's own `lookup` where to go and notes the answer, so a test sees which address would have been reached.
 */
export async function startPictureHost(certificate = selfSigned([HOST])) {
  let answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) =>
    response.end();
  const asked: { path: string; host: string; serverName: unknown; headers: IncomingMessage['headers'] }[] =
    [];
  const dialled: string[] = [];
  const server = createServer(certificate, (incoming, response) => {
    const serverName = incoming.socket instanceof TLSSocket ? incoming.socket.servername : undefined;
    asked.push({
      path: incoming.url ?? '',
      host: incoming.headers.host ?? '',
      serverName,
      headers: incoming.headers,
    });
    answer(incoming, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  function led(options: RequestOptions): RequestOptions {
    const { lookup } = options;
    const toLoopback: LookupFunction = (host, _options, done) => {
      if (lookup === undefined) throw new Error('without a lookup the system would resolve the name again');
      lookup(host, { all: true }, (_error, addresses) => {
        for (const { address } of Array.isArray(addresses) ? addresses : []) dialled.push(address);
        done(null, [{ address: '127.0.0.1', family: 4 }]);
      });
    };
    return { ...options, port, lookup: toLoopback };
  }

  return {
    asked,
    dialled,
    answerWith(next: typeof answer) {
      answer = next;
    },
    /** Trusts the server's certificate; unless told otherwise, every name has one public address. */
    network(resolve: AvatarNetwork['resolve'] = async () => [PUBLIC]): AvatarNetwork {
      return { resolve, request: (options) => request({ ...led(options), ca: certificate.cert }) };
    },
    /** Trusts what this process trusts, as in production. */
    untrusted(): AvatarNetwork {
      return { resolve: async () => [PUBLIC], request: (options) => request(led(options)) };
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
