import { readHealth } from '@/lib/server/health';

/** What a load balancer or a person asks: whether this process serves. No secrets, no sign-in. */
export async function GET(): Promise<Response> {
  const health = await readHealth();
  return Response.json(health, {
    status: health.status === 'ok' ? 200 : 503,
    headers: { 'Cache-Control': 'no-store' },
  });
}
