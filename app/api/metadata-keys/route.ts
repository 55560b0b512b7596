import { succeeded } from '@/lib/errors/app-error';
import { authorize } from '@/lib/server/authorize';
import { outcomeResponse } from '@/lib/server/json-response';
import { suggestMetadataKeys } from '@/lib/server/seen-metadata-keys';

const MOST_SUGGESTIONS = 100;

/** Metadata keys seen so far that contain `text`. */
export async function GET(request: Request): Promise<Response> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return outcomeResponse(operator);
  const text = new URL(request.url).searchParams.get('text') ?? '';
  return outcomeResponse(succeeded(suggestMetadataKeys(text.slice(0, 512), MOST_SUGGESTIONS)));
}
