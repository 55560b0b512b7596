import { request } from 'node:http';

/** An answer as it came, nothing followed and nothing tidied up. */
export type RawAnswer = {
  status: number;
  /** By lower-case name; several of one name are joined, as a browser reads them. */
  headers: Map<string, string>;
  text: string;
};

/**
 * Sends a request as bytes: browsers and fetch follow redirects, mend addresses and refuse odd methods. Of an answer that
 * breaks off, what came.
 *
 * @param limitMs breaks it off after so long
 */
export function rawAnswer(
  origin: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
  limitMs?: number,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers, agent: false }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      incoming.on('error', () => {});
      incoming.on('close', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: new Map(
            Object.entries(incoming.headersDistinct).map(([name, values]) => [
              name,
              (values ?? []).join(', '),
            ]),
          ),
          text,
        }),
      );
    });
    if (limitMs !== undefined) setTimeout(() => sent.destroy(new Error('given up')), limitMs).unref();
    sent.on('error', reject).end(body);
  });
}
