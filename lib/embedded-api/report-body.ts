import 'server-only';
import { isTimeZone } from '@/lib/format/times';
import { dayBorders, hourBorders } from '@/lib/reporting/reporting-window';
import {
  REPORT_LIMIT_DEFAULT,
  REPORT_LIMIT_MAX,
  reportRequest,
  type ReportFilter,
  type ReportMetric,
  type ReportRequest,
} from '@/lib/reporting/schema';
import { QUARTER_MS } from './add-usage';
import { invalidField } from './api-problem';
import { fieldRule } from './identity-bodies';
import { invalidFields } from './invalid-fields';
import type { RequestBody } from './request-body';

/** Metrics that this server has figures for. `genai.usage` is all of them at once. */
export const OWN_METRICS = [
  'genai.requests',
  'genai.tokens',
  'genai.cost',
  'genai.errors',
  'genai.error_rate',
  'genai.usage',
] as const satisfies readonly ReportMetric[];
export type OwnMetric = (typeof OWN_METRICS)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Up to this long a window is reported by hour unless something else is asked for. */
const AUTO_HOURS_MS = 3 * DAY_MS;

/** A report as it is carried out. */
export type ReportPlan = {
  /** What was asked for, without what was left out. */
  request: ReportRequest;
  metric: OwnMetric;
  /** Start, inclusive, and end, exclusive, on quarters of an hour. Empty when both are the same. */
  from: Date;
  to: Date;
  grain: 'hour' | 'day';
  /** Where buckets begin; absent in a scalar report. */
  borders?: Date[];
  byIdentity: boolean;
  filters: readonly ReportFilter[];
  limit: number;
  totals: boolean;
  /** Best first, or worst; counts in a scalar report only. */
  sort: 'desc' | 'asc';
  warnings: 'grain_minute_unavailable'[];
};

/** The report that a request asks for. Throws `ApiProblem`, also for what this server has no figures for. */
export function parseReport(body: RequestBody): ReportPlan {
  const parsed = reportRequest.safeParse(body.members, { error: fieldRule });
  if (!parsed.success) throw invalidFields('invalid_request_body', parsed.error);
  const asked = parsed.data;
  const byIdentity = (asked.group_by ?? []).map(groupedByIdentity).length > 0;
  const filters = asked.filters ?? [];
  filters.forEach(checkFilter);
  const timeZone = asked.time_zone || 'UTC';
  if (!isTimeZone(timeZone)) throw unfit('time_zone', 'Must be an IANA time zone, such as Europe/Berlin.');

  const [sentFrom, sentTo] = [Date.parse(asked.from), Date.parse(asked.to)];
  if (sentTo <= sentFrom) throw unfit('to', 'Must be after from.');
  const [from, to] = [quarterFrom(sentFrom), quarterFrom(sentTo)];
  const wanted = asked.grain ?? 'auto';
  const length = sentTo - sentFrom;
  const grain = wanted === 'auto' ? (length <= AUTO_HOURS_MS ? 'hour' : 'day') : wanted;
  const effective = grain === 'minute' ? 'hour' : grain;
  const scalar = asked.mode === 'scalar';
  if (!scalar && length / (effective === 'hour' ? HOUR_MS : DAY_MS) > REPORT_LIMIT_MAX) {
    throw unfit(
      'to',
      `Makes more than ${REPORT_LIMIT_MAX} buckets. Ask for a shorter time or a coarser grain.`,
    );
  }
  const bordersOf = effective === 'hour' ? hourBorders : dayBorders;
  return {
    request: withoutNulls(asked),
    metric: ownMetric(asked.metric),
    from,
    to,
    grain: effective,
    ...(!scalar && { borders: from < to ? bordersOf(timeZone, from, to) : [] }),
    byIdentity,
    filters,
    limit: asked.limit ?? REPORT_LIMIT_DEFAULT,
    totals: asked.include_totals ?? false,
    sort: asked.sort ?? 'desc',
    warnings: grain === 'minute' ? ['grain_minute_unavailable'] : [],
  };
}

function ownMetric(metric: ReportMetric): OwnMetric {
  const own = OWN_METRICS.find((known) => known === metric);
  if (own === undefined) {
    throw unfit('metric', `This server does not measure ${metric}. It has ${OWN_METRICS.join(', ')}.`);
  }
  return own;
}

function groupedByIdentity(field: string): 'identity' {
  if (field !== 'identity') throw unfit('group_by', 'This server groups by identity only.');
  return field;
}

function checkFilter({ field, op, values }: ReportFilter): void {
  if (field !== 'identity') throw unfit('filters', 'This server filters by identity only.');
  if ((op === 'eq' || op === 'neq') && values.length > 1) {
    throw unfit('filters', `${op} takes one value; use ${op === 'eq' ? 'in' : 'not_in'} for several.`);
  }
}

/** The first quarter of an hour that begins at a time or after it: one that begins before is not in a window. */
function quarterFrom(time: number): Date {
  return new Date(Math.ceil(time / QUARTER_MS) * QUARTER_MS);
}

/** Readers take an echoed member for a value: what was sent as null is left out, as what was not sent. */
function withoutNulls(request: ReportRequest): ReportRequest {
  const sent = Object.entries(request).filter(([, value]) => value !== null && value !== undefined);
  return { ...Object.fromEntries(sent), metric: request.metric, from: request.from, to: request.to };
}

function unfit(field: string, message: string) {
  return invalidField('invalid_request_body', field, message);
}
