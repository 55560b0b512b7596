import 'server-only';
import * as z from 'zod';
import type { Database } from '@/lib/db/database';
import { ApiProblem, problemAnswer } from '@/lib/embedded-api/api-problem';
import { bearerKeyCheck } from '@/lib/embedded-api/bearer-key';
import { parseBody } from '@/lib/embedded-api/request-body';
import { resetWorkspace } from '@/lib/transfer/reset-workspace';

/**
 * Where the stand-alone API is reset between tests. Not under `/v2`, which is orq.ai's; and in this server only: a
 * dashboard cannot be emptied by one request.
 */
export const RESET_PATH = '/desk/reset';

const resetBody = z.object({ seed: z.enum(['demo', 'empty']).default('empty') });

/** Empties the store, fills it if asked, and answers how many identities there are. */
export function resetHandler(database: Database, apiKey: string): (request: Request) => Promise<Response> {
  const checkKey = bearerKeyCheck(apiKey);
  return async (request) => {
    try {
      checkKey(request.headers.get('authorization'));
      if (request.method !== 'POST') {
        return problemAnswer(new ApiProblem('method_not_allowed'), { Allow: 'POST' });
      }
      const { members } = parseBody(await request.text());
      const body = resetBody.safeParse(members);
      if (!body.success) throw new ApiProblem('invalid_request_body', 'seed: Must be "demo" or "empty".');
      const identities = await resetWorkspace(database, {
        seed: body.data.seed === 'demo' ? 'demo' : undefined,
        size: undefined,
        avatarOrigin: new URL(request.url).origin,
        now: new Date(),
      });
      return Response.json({ identities });
    } catch (error) {
      if (error instanceof ApiProblem) return problemAnswer(error);
      throw error;
    }
  };
}
