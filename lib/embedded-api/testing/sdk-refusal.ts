import 'server-only';
import { errorBody, type ErrorBody } from '@/lib/identity/schema';

/** What every version of the official SDK knows of an answer that was no success. */
type HttpError = Error & { statusCode: number; headers: Headers; body: string };

/** The refusal a call of the official SDK ends in: its class, and the answer as the SDK hands it out. */
export type SdkRefusal = { error: HttpError; name: string; status: number; body: ErrorBody };

/** Waits for a call to be refused by the API. Throws when it succeeds, or fails in any other way. */
export async function sdkRefusal(call: Promise<unknown>): Promise<SdkRefusal> {
  const reason = await call.then(
    (answer) => new Error(`It succeeded with ${JSON.stringify(answer)}.`),
    (error: unknown) => error,
  );
  if (!isHttpError(reason)) throw reason;
  return {
    error: reason,
    name: reason.name,
    status: reason.statusCode,
    body: errorBody.parse(JSON.parse(reason.body)),
  };
}

function isHttpError(reason: unknown): reason is HttpError {
  return (
    reason instanceof Error &&
    'statusCode' in reason &&
    typeof reason.statusCode === 'number' &&
    'body' in reason &&
    typeof reason.body === 'string' &&
    'headers' in reason &&
    reason.headers instanceof Headers
  );
}
