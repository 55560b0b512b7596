import 'server-only';
import { requestIdOf } from '@/lib/embedded-api/request-id';
import type { ErrorBody } from '@/lib/identity/schema';
import { asSent } from './api-addresses';
import { embedded } from './embedded';
import { isStopping } from './lifecycle';
import { logEvent } from './log';
import { settings } from './settings';

/**
 * Answers a request under `/v2`: by the embedded identity API, or by saying why it cannot. Each answer carries an
 * `X-Request-Id`, and one line of the log names it. In proxy mode there is no API: callers should ask orq.ai itself.
 */
export async function answerApiRequest(request: Request): Promise<Response> {
  if (settings().mode !== 'embedded')
    return refusal(request, 404, {
      code: 'not_found',
      message: 'There is no embedded API here: this dashboard is connected to orq.ai.',
    });
  if (isStopping())
    return refusal(request, 503, {
      code: 'service_unavailable',
      message: 'The server is shutting down.',
    });
  try {
    const { handle } = await embedded();
    return await handle(asSent(request));
  } catch (error) {
    // The API itself answers its failures; what arrives here is a store that cannot be opened.
    return refusal(
      request,
      503,
      { code: 'service_unavailable', message: 'The store of this API is not available.' },
      error,
    );
  }
}

function refusal(
  request: Request,
  status: number,
  { code, message }: Pick<ErrorBody, 'code' | 'message'>,
  cause?: unknown,
): Response {
  const requestId = requestIdOf(request.headers.get('x-request-id'));
  const line = { requestId, method: request.method, route: '/v2/*', status };
  if (cause === undefined) logEvent('info', 'api-request', line);
  else logEvent('error', 'api-request', { ...line, error: cause });
  const body: ErrorBody = { error: message, message, code };
  return Response.json(body, { status, headers: { 'X-Request-Id': requestId, 'Cache-Control': 'no-store' } });
}
