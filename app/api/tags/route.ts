import { succeeded } from '@/lib/errors/app-error';
import { authorize } from '@/lib/server/authorize';
import { outcomeResponse } from '@/lib/server/json-response';
import { suggestTags } from '@/lib/server/seen-tags';

const MOST_SUGGESTIONS = 200;

/** Tags seen so far that contain `text`. */
export async function GET(request: Request): Promise<Response> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return outcomeResponse(operator);
  const text = new URL(request.url).searchParams.get('text') ?? '';
  return outcomeResponse(succeeded(suggestTags(text.slice(0, 512), MOST_SUGGESTIONS)));
}
