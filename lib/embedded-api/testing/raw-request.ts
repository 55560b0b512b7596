import 'server-only';
import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A request as it goes over the wire: nothing normalises its path, and no header is added but the necessary ones. */
export type RawRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Buffer;
};
export type RawAnswer = { status: number; headers: Headers; text: string };

/** Sends a request and reads the whole answer. Fails when that takes longer than `timeoutMs`. */
export async function sendRaw(
  origin: string,
  { method, path, headers, body }: RawRequest,
  timeoutMs = 5_000,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    // A connection of its own, so that one request cannot spoil the next; and a length, which Node leaves out of a
    // DELETE with a body.
    const sent = { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) };
    const options = { hostname, port, method, path, headers: sent, signal, agent: false };
    const sending = request(options, (incoming) => {
      buffer(incoming).then((bytes) => {
        const received = new Headers();
        for (const [name, value] of Object.entries(incoming.headers))
          received.set(name, Array.isArray(value) ? value.join(', ') : (value ?? ''));
        resolve({ status: incoming.statusCode ?? 0, headers: received, text: bytes.toString('utf8') });
      }, reject);
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
