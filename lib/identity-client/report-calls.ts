import 'server-only';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import type { PeriodDays } from '@/lib/reporting/period';
import { identityStanding, type IdentityStanding } from '@/lib/reporting/ranking-schema';
import { reportAnswer, type ReportAnswer, type ReportRequest } from '@/lib/reporting/schema';
import { parsed, type OnUnreadable } from './answer';
import { createCalls, type CallOptions, type CallParts } from './calls';
import { reportAddress, standingAddress } from './request-address';

/** The reports of a workspace. Every method answers an `Outcome`; a call rejects only when its own `signal` is aborted. */
export type ReportCalls = {
  /**
   * One report. It is posted but only reads, so it is repeated and shared as reads are. A host that refuses what came
   * with SDK 4.13 (contract, "Reporting") is asked once more without it: an answer to `mode: 'scalar'` may therefore be
   * a time series, of which several rows belong to one group.
   *
   * Errors: `invalid`, `key-refused` where the key may not read reports, `upstream` 404 or 405 where the host has none,
   * and those of any call.
   */
  report(request: ReportRequest, options?: CallOptions): Promise<Outcome<ReportAnswer>>;
  /** Where one identity stands; only the embedded API knows. Errors: as above, and `not-found` when no address can name it. */
  standing(ref: string, days: PeriodDays, options?: CallOptions): Promise<Outcome<IdentityStanding>>;
};

/**
 * Makes the calls for reports. They have a queue and a breaker of their own, so that a host whose reports fail is still
 * asked for identities.
 */
export function createReportCalls({
  baseUrl,
  onUnreadable = () => {},
  ...parts
}: CallParts & { baseUrl: string; onUnreadable?: OnUnreadable }): ReportCalls {
  const perform = createCalls(parts);

  async function ask(request: ReportRequest, options: CallOptions): Promise<Outcome<ReportAnswer>> {
    const answer = await perform(
      {
        operation: 'report',
        method: 'POST',
        reads: true,
        address: reportAddress(baseUrl),
        body: JSON.stringify(request),
      },
      options,
    );
    if (!answer.ok) return answer;
    const read = parsed(answer.value, reportAnswer, false, onUnreadable);
    return read.ok ? succeeded(read.value.value) : read;
  }

  return {
    async report(request, options = {}) {
      const answered = await ask(request, options);
      const earlier = earlierRequest(request);
      if (answered.ok || answered.error.kind !== 'invalid' || earlier === undefined) return answered;
      return ask(earlier, options);
    },
    async standing(ref, days, options = {}) {
      const address = standingAddress(baseUrl, ref, days);
      if (address === undefined) return failed({ kind: 'not-found', message: 'Identity not found' });
      const answer = await perform({ operation: 'report', method: 'GET', address }, options);
      if (!answer.ok) return answer;
      const read = parsed(answer.value, identityStanding, false, onUnreadable);
      return read.ok ? succeeded(read.value.value) : read;
    },
  };
}

/** The same question in the words of before SDK 4.13; `undefined` when it holds nothing newer. */
function earlierRequest({ mode, sort, ...request }: ReportRequest): ReportRequest | undefined {
  // The bundle holds the requests and the errors that a rate is made of.
  if (request.metric === 'genai.error_rate') return { ...request, metric: 'genai.usage' };
  return mode == null && sort == null ? undefined : request;
}
