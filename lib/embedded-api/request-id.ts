import 'server-only';
import { randomUUID } from 'node:crypto';

/**
 * The id of a request, which its answer and its log line carry: the caller's own when it is short and plain, so that
 * one id follows a call through several systems, else a fresh one. Anything else could forge a header or a line.
 */
export function requestIdOf(sent: string | null | undefined): string {
  return sent !== null && sent !== undefined && /^[\w.:-]{1,128}$/.test(sent) ? sent : randomUUID();
}
