import { answerSignInRequest } from '@/lib/server/sign-in-requests';

/** Signing in and out. */
export function GET(request: Request): Promise<Response> {
  return answerSignInRequest(request);
}

export function POST(request: Request): Promise<Response> {
  return answerSignInRequest(request);
}
