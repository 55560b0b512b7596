import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noteRequests, requestsEnd } from './running-requests';

/** Answers when told to. */
const open: ServerResponse[] = [];
const server = createServer((_request, response) => void open.push(response));
let url: string;
beforeAll(async () => {
  noteRequests();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => open.splice(0));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function asked(count: number): Promise<Promise<string>[]> {
  const until = open.length + count;
  const answers = Array.from({ length: count }, () => fetch(url).then((response) => response.text()));
  await expect.poll(() => open.length).toBe(until);
  return answers;
}

describe('the wait of a stop', () => {
  it('is over at once when nothing runs', async () => {
    const start = Date.now();
    await requestsEnd(5_000);
    expect(Date.now() - start).toBeLessThan(500);
  });

  it('lasts until the last request of before is answered', async () => {
    const answers = await asked(2);
    let over = false;
    const ended = requestsEnd(5_000).then(() => (over = true));
    open[0]?.end('one');
    expect(await answers[0]).toBe('one');
    expect(over).toBe(false);
    open[1]?.end('two');
    await ended;
    expect(await answers[1]).toBe('two');
  });

  it('ends with a caller that goes away', async () => {
    const caller = new AbortController();
    const gone = fetch(url, { signal: caller.signal }).catch(() => 'gone');
    await expect.poll(() => open.length).toBe(1);
    const ended = requestsEnd(60_000);
    caller.abort();
    expect(await gone).toBe('gone');
    await ended;
  });

  it('is not drawn out by requests that come later and stay, nor beyond its limit', async () => {
    const [first] = await asked(1);
    const ended = requestsEnd(30_000);
    const [later] = await asked(1);
    open[0]?.end('first');
    expect(await first).toBe('first');
    await ended;
    const start = Date.now();
    await requestsEnd(50);
    expect(Date.now() - start).toBeLessThan(1_000);
    open[1]?.end('later');
    expect(await later).toBe('later');
  });
});
