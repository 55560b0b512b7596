import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DeskServer } from './desk-server';

/** The key that the dashboard under test sends upstream; it must never be seen in a browser. */
export const CANARY_KEY = 'orq-canary-4b1d-never-in-a-browser';

/** How the upstream misbehaves. */
export type Fault = 'reset' | '500' | '429' | '401' | 'html' | 'wrong-shape' | 'hang';
/** How it misbehaves on changes alone: carries them out and loses the answer, or loses them. */
export type WriteFault = 'answer-lost' | 'change-lost';

/**
 * A real HTTP server that stands in for orq.ai: it forwards to an embedded API and misbehaves when told to. It
 * counts the calls it gets.
 */
export async function faultyUpstream(behind: Pick<DeskServer, 'url' | 'apiKey'>) {
  let fault: Fault | undefined;
  let writeFault: WriteFault | undefined;
  let keep: ((method: string, body: Record<string, unknown>) => Record<string, unknown>) | undefined;
  let calls: string[] = [];
  const hanging = new Set<ServerResponse>();

  const misbehave: Record<Fault, (response: ServerResponse) => void> = {
    reset: (response) => response.destroy(),
    '500': (response) => answer(response, 500, { error: 'internal server error' }),
    '429': (response) => answer(response, 429, { error: 'Too many requests' }, { 'Retry-After': '30' }),
    '401': (response) =>
      answer(response, 401, {
        error: { code: 'invalid_api_key', message: 'The provided API key is invalid' },
      }),
    html: (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Welcome</h1>'),
    'wrong-shape': (response) => answer(response, 200, { rows: [] }),
    hang: (response) => void hanging.add(response),
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      calls.push(`${request.method} ${request.url}`);
      if (request.headers.authorization !== `Bearer ${CANARY_KEY}`)
        return answer(response, 401, { error: 'wrong key' });
      if (fault !== undefined) return misbehave[fault](response);
      if (writeFault === 'change-lost' && request.method !== 'GET') return response.destroy();
      void forward(request.method ?? 'GET', request.url ?? '/', Buffer.concat(chunks).toString(), response);
    });
  });

  async function forward(method: string, url: string, body: string, response: ServerResponse): Promise<void> {
    const sent = keep === undefined || body === '' ? body : JSON.stringify(keep(method, JSON.parse(body)));
    const answered = await fetch(`${behind.url}${url}`, {
      method,
      headers: { Authorization: `Bearer ${behind.apiKey}`, 'Content-Type': 'application/json' },
      ...(sent !== '' && method !== 'GET' && { body: sent }),
    });
    if (writeFault === 'answer-lost' && method !== 'GET') return void response.destroy();
    response.writeHead(answered.status, { 'Content-Type': 'application/json' }).end(await answered.text());
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Misbehaves from now on. */
    fail(next: Fault) {
      fault = next;
    },
    /** Loses changes, or their answers, from now on. */
    failWrites(next: WriteFault) {
      writeFault = next;
    },
    /** Drops members of bodies on the way, as an upstream that reads null as absent does. */
    rewrite(change: (method: string, body: Record<string, unknown>) => Record<string, unknown>) {
      keep = change;
    },
    /** Behaves again; what hung is let go. */
    heal() {
      fault = undefined;
      writeFault = undefined;
      keep = undefined;
      for (const response of hanging) response.destroy();
      hanging.clear();
    },
    calls: () => [...calls],
    forgetCalls() {
      calls = [];
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type FaultyUpstream = Awaited<ReturnType<typeof faultyUpstream>>;

function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}
