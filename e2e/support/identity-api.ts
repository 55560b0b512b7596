import type { CreateIdentityBody, Identity, UpdateIdentityBody } from '@/lib/identity/schema';
import type { DeskServer } from './desk-server';

/** Arranges and checks identities through the embedded API over HTTP, as another program would. */
export function identityApi({ url, apiKey }: Pick<DeskServer, 'url' | 'apiKey'>) {
  async function call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    const response = await fetch(`${url}/v2/identities${path}`, {
      method,
      headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  }
  const one = (id: string) => `/${encodeURIComponent(id)}`;
  return {
    async create(body: CreateIdentityBody): Promise<Identity> {
      const answer = await call<Identity>('POST', '', body);
      if (answer.status !== 201)
        throw new Error(`create answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    async update(id: string, body: UpdateIdentityBody): Promise<Identity> {
      return (await call<Identity>('PATCH', one(id), body)).body;
    },
    async retrieve(id: string): Promise<Identity | undefined> {
      const answer = await call<Identity>('GET', `${one(id)}?include_metrics=true`);
      return answer.status === 200 ? answer.body : undefined;
    },
    async remove(id: string): Promise<number> {
      return (await call('DELETE', one(id))).status;
    },
    async list(query: Record<string, string> = {}): Promise<{ data: Identity[]; has_more: boolean }> {
      return (await call<{ data: Identity[]; has_more: boolean }>('GET', `?${new URLSearchParams(query)}`))
        .body;
    },
  };
}
export type IdentityApi = ReturnType<typeof identityApi>;
