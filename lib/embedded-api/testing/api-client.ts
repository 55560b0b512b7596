import 'server-only';
import * as z from 'zod';
import { createEmbeddedApi } from '../api';
import type { Database } from '@/lib/db/database';
import { serveHttp } from './http-server';

export const TEST_KEY = 'test-key-0123456789';
export const EARLY_SDK = 'speakeasy-sdk/typescript 4.9.1 2.6 1.0 @orq-ai/node';

/** An identity as answered, loosely: tests look at single members. */
const answered = z.looseObject({
  _id: z.string(),
  external_id: z.string(),
  created: z.string(),
  updated: z.string(),
  tags: z.array(z.string()),
});
export type Answered = z.infer<typeof answered>;
const page = z.object({ object: z.literal('list'), data: z.array(answered), has_more: z.boolean() });

/** An answer: its text as it came, and parsed when it is JSON. */
export type Answer = { status: number; headers: Headers; text: string; json: unknown };

export type TestApi = {
  origin: string;
  /** What the API reported as its own failures; empty in a good test. */
  errors: unknown[];
  call(
    method: string,
    path: string,
    body?: string | object,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  create(fields: object): Promise<Answered>;
  list(query?: string, headers?: Record<string, string>): Promise<z.infer<typeof page>>;
  close(): Promise<void>;
};

/** The API on a port of this machine, with a caller that holds its key. */
export async function startTestApi(
  database: Database,
  now?: () => Date,
  options?: { requestsPerMinute?: number; timeZone?: string },
): Promise<TestApi> {
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const server = await serveHttp(
    createEmbeddedApi({ database, apiKey: TEST_KEY, onError, ...options, ...(now && { now }) }),
  );

  const call: TestApi['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${server.origin}${path}`, {
      method,
      headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text !== '' ? JSON.parse(text) : undefined,
    };
  };
  const succeed = async (status: number, ...request: Parameters<typeof call>) => {
    const answer = await call(...request);
    if (answer.status !== status)
      throw new Error(`${request[0]} ${request[1]}: ${answer.status} ${answer.text}`);
    return answer.json;
  };
  return {
    origin: server.origin,
    errors,
    call,
    create: async (fields) => answered.parse(await succeed(201, 'POST', '/v2/identities', fields)),
    list: async (query = '', headers) =>
      page.parse(await succeed(200, 'GET', `/v2/identities${query}`, undefined, headers)),
    close: server.close,
  };
}
