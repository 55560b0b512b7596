import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FAULTS, letGo, type Fault } from './faults';
import type { DeskServer } from './desk-server';

/** The key that the dashboard under test sends upstream; it must never be seen in a browser. */
export const CANARY_KEY = 'orq-canary-4b1d-never-in-a-browser';

/** Faults of changes that are carried out all the same. */
export type LateFault = 'answer-lost' | 'answer-unreadable' | 'answer-late';

/** How much later than due an answer comes, in milliseconds. */
const LATE_MS = 400;

/** Whether a call changes nothing: reports are posted, but only read. */
const isRead = (method: string, url: string) => method === 'GET' || url.startsWith('/v2/reporting');

/** Which calls are met: reads, writes or both, of one identity or of any. */
export type Scope = { on?: 'reads' | 'writes'; id?: string };
type Rule = Scope & { fault: Fault | LateFault };

/**
 * A real HTTP server that stands in for orq.ai: it forwards to an embedded API and misbehaves when told to. It
 * counts the calls it gets.
 */
export async function faultyUpstream(behind: Pick<DeskServer, 'url' | 'apiKey'>) {
  let rules: Rule[] = [];
  let keep: ((method: string, body: Record<string, unknown>) => Record<string, unknown>) | undefined;
  let calls: string[] = [];

  const ruleFor = (method: string, url: string) =>
    rules.findLast(
      ({ on, id }) =>
        (on === undefined || isRead(method, url) === (on === 'reads')) &&
        (id === undefined || new URL(url, behind.url).pathname.endsWith(`/${encodeURIComponent(id)}`)),
    )?.fault;

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = 'GET', url = '/' } = request;
      calls.push(`${method} ${url}`);
      if (request.headers.authorization !== `Bearer ${CANARY_KEY}`)
        return void response.writeHead(401, { 'Content-Type': 'application/json' }).end('{}');
      const fault = ruleFor(method, url);
      if (fault === 'answer-lost' || fault === 'answer-unreadable')
        return void carryOut(method, url, Buffer.concat(chunks).toString()).then(() =>
          fault === 'answer-lost' ? FAULTS.reset(response) : FAULTS.truncated(response),
        );
      if (fault === 'answer-late')
        return void setTimeout(() => {
          void forward(method, url, Buffer.concat(chunks).toString(), response);
        }, LATE_MS);
      if (fault !== undefined) return FAULTS[fault](response);
      void forward(method, url, Buffer.concat(chunks).toString(), response);
    });
  });

  async function carryOut(method: string, url: string, body: string): Promise<Response> {
    const sent = keep === undefined || body === '' ? body : JSON.stringify(keep(method, JSON.parse(body)));
    return fetch(`${behind.url}${url}`, {
      method,
      headers: { Authorization: `Bearer ${behind.apiKey}`, 'Content-Type': 'application/json' },
      ...(sent !== '' && method !== 'GET' && { body: sent }),
    });
  }

  async function forward(method: string, url: string, body: string, response: ServerResponse): Promise<void> {
    const answered = await carryOut(method, url, body);
    response.writeHead(answered.status, { 'Content-Type': 'application/json' }).end(await answered.text());
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Misbehaves from now on; of several rules that meet a call, the latest holds. */
    fail(fault: Fault | LateFault, scope: Scope = {}) {
      rules.push({ fault, ...scope });
    },
    /** Loses changes, or their answers, from now on. */
    failWrites(next: 'answer-lost' | 'change-lost') {
      rules.push({ fault: next === 'change-lost' ? 'reset' : next, on: 'writes' });
    },
    /** Drops members of bodies on the way, as an upstream that reads null as absent does. */
    rewrite(change: (method: string, body: Record<string, unknown>) => Record<string, unknown>) {
      keep = change;
    },
    /** Behaves again; what hung is let go. */
    heal() {
      rules = [];
      keep = undefined;
      letGo();
    },
    calls: () => [...calls],
    forgetCalls() {
      calls = [];
    },
    async close() {
      letGo();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type FaultyUpstream = Awaited<ReturnType<typeof faultyUpstream>>;
