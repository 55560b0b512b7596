import { outcomeResponse } from '@/lib/server/json-response';
import { whoIsSignedIn } from '@/lib/server/own-account';

/** Who this browser is signed in as. */
export async function GET(): Promise<Response> {
  return outcomeResponse(await whoIsSignedIn());
}
