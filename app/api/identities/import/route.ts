import { failed } from '@/lib/errors/app-error';
import { TOO_LARGE, uploadImport } from '@/lib/server/jobs/upload-import';
import { outcomeResponse } from '@/lib/server/json-response';
import { isOwnOrigin } from '@/lib/server/origin';

/**
 * Takes a file to import, as the body; its name stands percent-encoded in `X-File-Name`. Answers with the job that holds
 * its rows, and changes nothing.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers))
    return outcomeResponse(
      failed({
        kind: 'forbidden',
        message: 'This file did not come from a page of this dashboard, so it was refused.',
      }),
    );
  const size = request.headers.get('content-length');
  const taken = await uploadImport({
    name: nameOf(request.headers.get('x-file-name') ?? ''),
    body: request.body,
    size: size === null ? undefined : Number(size),
    signal: request.signal,
  });
  if (!taken.ok && taken.error === TOO_LARGE)
    return Response.json(taken, { status: 413, headers: { 'Cache-Control': 'no-store' } });
  return outcomeResponse(taken);
}

/** Longest name that is kept, in characters. */
const NAME_MAX = 200;

/** The last part of a path, as old browsers send one, without what cannot be shown. */
function nameOf(encoded: string): string {
  let name: string;
  try {
    name = decodeURIComponent(encoded);
  } catch {
    name = encoded;
  }
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return last
    .replace(/\p{Cc}/gu, '')
    .slice(-NAME_MAX)
    .toWellFormed();
}
