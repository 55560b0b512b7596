import { failed, type AppError } from '@/lib/errors/app-error';
import { exportFileName, FORMAT_WORDS } from '@/lib/export/formats';
import { checkExport, openExport } from '@/lib/server/export-identities';
import { outcomeResponse } from '@/lib/server/json-response';
import { isOwnOrigin } from '@/lib/server/origin';

/**
 * The file, for a form: the browser writes it to disk as it comes, and the page that posted stays. For JSON, whether such
 * a form would be taken.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers))
    return outcomeResponse(
      failed({
        kind: 'forbidden',
        message: 'This export was not asked for by a page of this dashboard, so it was refused.',
      }),
    );
  const isForm =
    request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') === true;
  return isForm ? fileResponse(request) : checkResponse(request);
}

async function checkResponse(request: Request): Promise<Response> {
  const body: unknown = await request.json().catch(() => undefined);
  const checked = await checkExport(body);
  return !checked.ok && checked.error.kind === 'invalid' ? refused(checked.error) : outcomeResponse(checked);
}

/** One that breaks off breaks the connection, so that no part of it passes for the whole. */
async function fileResponse(request: Request): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const opened = await openExport(
    { id: form.get('id'), request: parsed(form.get('request')) },
    request.signal,
  );
  // Without content the page that posted the form stays on screen; it asks what became of the export.
  if (!opened.ok) return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
  const { format, bytes } = opened.value;
  return new Response(bytes, {
    headers: {
      'Content-Type': FORMAT_WORDS[format].mediaType,
      'Content-Disposition': `attachment; filename="${exportFileName(format)}"`,
      // Neither packed again on the way nor kept back by a proxy.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function refused(error: AppError): Response {
  return Response.json(failed(error), { status: 400, headers: { 'Cache-Control': 'no-store' } });
}
