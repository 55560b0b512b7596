import type { ServerResponse } from 'node:http';

/** What hangs or drips at the moment. */
const unfinished = new Set<ServerResponse>();

/** Breaks off what hangs or drips. */
export function letGo(): void {
  for (const response of unfinished) response.destroy();
  unfinished.clear();
}

/** Longer than any answer may be, in bytes. */
const HUGE = 11 * 1024 * 1024;
const DRIP_MS = 200;

/** Every way in which the upstream answers wrongly or not at all, with bodies as they are met in the field. */
export const FAULTS = {
  '401': json(401, { error: { code: 'invalid_api_key', message: 'The provided API key is invalid' } }),
  '403': json(403, { error: 'The API key lacks the scope identities' }),
  '404': json(404, { error: 'not found' }),
  '409': json(409, { error: 'already exists' }),
  '422': json(422, {
    error: 'Validation failed',
    details: { fields: { email: ['This domain is not allowed.'] } },
  }),
  '429': json(429, { error: 'Too many requests' }, { 'Retry-After': '30' }),
  '429-soon': json(429, { error: 'Too many requests' }, { 'Retry-After': '1', 'retry-after-ms': '250' }),
  '500': json(500, { error: 'internal server error' }),
  '502': page(502, '<h1>Bad Gateway</h1>'),
  '503': json(503, { error: 'under maintenance' }, { 'X-Request-Id': 'req-7781' }),
  '504': page(504, '<h1>Gateway Time-out</h1>'),
  hang: (response: ServerResponse) => void unfinished.add(response),
  drip: (response: ServerResponse) => {
    unfinished.add(response.writeHead(200, { 'Content-Type': 'application/json' }));
    const timer = setInterval(() => response.write(' '), DRIP_MS);
    response.once('close', () => clearInterval(timer));
  },
  reset: (response: ServerResponse) => void response.destroy(),
  truncated: text('{"object":"list","data":[{"_id":"01JJ1HDHN79X'),
  'not-json': text('everything is fine'),
  html: page(200, '<h1>Welcome to the guest network</h1>'),
  'wrong-shape': json(200, { rows: [] }),
  redirect: json(302, {}, { Location: '/elsewhere' }),
  huge: text(`{"object":"list","has_more":false,"padding":"${'x'.repeat(HUGE)}","data":[]}`),
} satisfies Record<string, (response: ServerResponse) => void>;

export type Fault = keyof typeof FAULTS;

function json(status: number, body: unknown, headers: Record<string, string> = {}) {
  return (response: ServerResponse) =>
    void response
      .writeHead(status, { 'Content-Type': 'application/json', ...headers })
      .end(JSON.stringify(body));
}

function text(body: string) {
  return (response: ServerResponse) =>
    void response.writeHead(200, { 'Content-Type': 'application/json' }).end(body);
}

function page(status: number, body: string) {
  return (response: ServerResponse) =>
    void response.writeHead(status, { 'Content-Type': 'text/html' }).end(body);
}
