import { failed, type AppError } from '@/lib/errors/app-error';
import { prepareExport } from '@/lib/server/export-identities';
import { outcomeResponse } from '@/lib/server/json-response';
import { isOwnOrigin } from '@/lib/server/origin';

/** Takes an export on and answers the id that its file is fetched by. What is exported stands in the body. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers))
    return outcomeResponse(
      failed({
        kind: 'forbidden',
        message: 'This export was not asked for by a page of this dashboard, so it was refused.',
      }),
    );
  const body: unknown = await request.json().catch(() => undefined);
  const prepared = await prepareExport(body);
  return !prepared.ok && prepared.error.kind === 'invalid'
    ? refused(prepared.error)
    : outcomeResponse(prepared);
}

function refused(error: AppError): Response {
  return Response.json(failed(error), { status: 400, headers: { 'Cache-Control': 'no-store' } });
}
