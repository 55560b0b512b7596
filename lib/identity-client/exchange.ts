import 'server-only';

/** An answer as it came: nothing is read into it yet. */
export type Answer = { status: number; headers: Headers; text: string };

/** How one attempt ended without a whole answer. */
export type Loss =
  | { loss: 'timeout' }
  /** `sent: false` when the request certainly never left: nothing can have happened. */
  | { loss: 'connection'; sent: boolean }
  /** The process ends. */
  | { loss: 'stopping' }
  | { loss: 'redirect' }
  | { loss: 'too-large' };

class TooLarge extends Error {}

/** Codes of failures before anything was sent. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Sends a request and reads its answer, both within the signal. The signal covers the body too: an upstream that
 * drips is one that does not answer.
 *
 * Rejects only when `caller` was aborted, with its reason.
 */
export async function exchange(
  send: (request: Request) => Promise<Response>,
  request: Request,
  {
    caller,
    shutdown,
    bytes,
  }: { caller: AbortSignal | undefined; shutdown: AbortSignal | undefined; bytes: number },
): Promise<Answer | Loss> {
  const { signal } = request;
  try {
    signal.throwIfAborted();
    const response = await orAbort(send(request), signal);
    const text = await orAbort(boundedText(response, bytes), signal);
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    caller?.throwIfAborted();
    if (shutdown?.aborted === true) return { loss: 'stopping' };
    if (signal.aborted) return { loss: 'timeout' };
    if (error instanceof TooLarge) return { loss: 'too-large' };
    const cause = error instanceof Error ? error.cause : undefined;
    if (cause instanceof Error && cause.message === 'unexpected redirect') return { loss: 'redirect' };
    return { loss: 'connection', sent: !NEVER_SENT.has(codeOf(cause) ?? codeOf(error) ?? '') };
  }
}

/** A promise that also ends with the signal: an injected `fetch` may not know of it. */
function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** The body as text; gives up, and lets go of the connection, once it is longer than allowed. */
async function boundedText(response: Response, most: number): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > most) {
      // Not waited for: letting go of a connection may itself hang.
      reader.cancel().catch(() => {});
      throw new TooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Both families of a name that were refused come as one error of several.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return undefined;
}
