import { asSent } from '@/lib/server/api-addresses';
import { embedded } from '@/lib/server/embedded';
import { isStopping, whileRunning } from '@/lib/server/lifecycle';
import { settings } from '@/lib/server/settings';

/** The embedded identity API over HTTP. In proxy mode there is none: callers should ask orq.ai itself. */
async function handle(request: Request): Promise<Response> {
  if (settings().mode !== 'embedded')
    return plain(404, 'not_found', 'There is no embedded API here: this dashboard is connected to orq.ai.');
  if (isStopping()) return plain(503, 'service_unavailable', 'The server is shutting down.');
  const { handle: answer } = await embedded();
  return whileRunning(() => answer(asSent(request)));
}

function plain(status: number, code: string, message: string): Response {
  return Response.json({ error: message, message, code }, { status });
}

export {
  handle as GET,
  handle as POST,
  handle as PATCH,
  handle as PUT,
  handle as DELETE,
  handle as OPTIONS,
  handle as HEAD,
};
