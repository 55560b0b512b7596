import { failed } from '@/lib/errors/app-error';
import { exportFileName, FORMAT_WORDS } from '@/lib/export/formats';
import { cancelExport, openExport } from '@/lib/server/export-identities';
import { outcomeResponse } from '@/lib/server/json-response';
import { isOwnOrigin } from '@/lib/server/origin';

type Context = RouteContext<'/api/identities/export/[id]'>;

/**
 * The file, once: the browser writes it to disk as it comes. One that breaks off breaks the connection, so that no part
 * of it passes for the whole.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  // Next answers HEAD by this function, too; whoever only asks for headers does not take the file.
  if (request.method !== 'GET') return new Response(null, { status: 405 });
  const opened = await openExport((await params).id, request.signal);
  if (!opened.ok) return notThere(opened);
  const { format, bytes } = opened.value;
  return new Response(bytes, {
    headers: {
      'Content-Type': FORMAT_WORDS[format].mediaType,
      'Content-Disposition': `attachment; filename="${exportFileName(format)}"`,
      // Neither packed again on the way nor kept back by a proxy: progress is what has arrived.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

/** Cancels the export. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  if (!isOwnOrigin(request.headers))
    return outcomeResponse(
      failed({ kind: 'forbidden', message: 'This was not asked for by a page of this dashboard.' }),
    );
  const cancelled = await cancelExport((await params).id);
  return cancelled.ok ? outcomeResponse(cancelled) : notThere(cancelled);
}

function notThere(refusal: ReturnType<typeof failed>): Response {
  if (refusal.error.kind !== 'not-found') return outcomeResponse(refusal);
  return Response.json(refusal, { status: 404, headers: { 'Cache-Control': 'no-store' } });
}
