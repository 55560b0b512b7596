import { failed } from '@/lib/errors/app-error';
import { cancelExport, readExportProgress } from '@/lib/server/export-identities';
import { outcomeResponse } from '@/lib/server/json-response';
import { isOwnOrigin } from '@/lib/server/origin';

type Context = RouteContext<'/api/identities/export/[id]'>;

/** How an export goes. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return outcomeResponse(await readExportProgress((await params).id));
}

/** Cancels an export. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  if (!isOwnOrigin(request.headers))
    return outcomeResponse(
      failed({ kind: 'forbidden', message: 'This was not asked for by a page of this dashboard.' }),
    );
  return outcomeResponse(await cancelExport((await params).id));
}
