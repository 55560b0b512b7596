import 'server-only';
import fc from 'fast-check';
import { EARLY_SDK, TEST_KEY } from './api-client';
import type { ServedOperation } from './document';
import type { RawRequest } from './raw-request';

/** External ids that requests share, so that they meet each other's identities. */
const SHARED_IDS = ['a', 'b', 'a/b', 'ü %2F', '%', '😀', '...', '__proto__', '\\', "';--", '\u0001'];

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    ' ',
    '%',
    '_',
    '\\',
    '\u0000',
    '\ud800',
    'null',
    'true',
    '-1',
    '50',
    '1e3',
    'x'.repeat(3_000),
  ),
);
const encoded = text.map((value) => encodeURIComponent(value.toWellFormed()));
/** Whatever a request line can hold: broken escapes, escapes that are not UTF-8, marks of other places. */
const unencoded = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      fc.constantFrom(
        '%',
        '%2F',
        '%2e',
        '..',
        '/',
        '%00',
        '%FF',
        '%ED%A0%80',
        '%F0%9F',
        '?',
        '#',
        '&',
        '=',
        '+',
        ';',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const ulid = fc.oneof(
  fc.ulid(),
  fc.ulid().map((id) => `contact_${id}`),
);
const segment = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...SHARED_IDS).map((id) => encodeURIComponent(id)) },
  { weight: 2, arbitrary: encoded },
  { weight: 2, arbitrary: unencoded },
  { weight: 1, arbitrary: ulid },
);

const queryValue = fc.oneof(
  encoded,
  unencoded,
  ulid,
  fc.integer({ min: -1, max: 52 }).map(String),
  fc.constantFrom(
    '10.0',
    '1.5',
    'true',
    'false',
    'True',
    '',
    'tags=a,,b',
    '%7B%22tags%22%3A%5B%22a%22%5D%7D',
    '{"tags":1}',
  ),
  fc.constantFrom('UNSPECIFIED', 'DISPLAY_NAME', 'UPDATED').map((field) => `IDENTITY_SORT_FIELD_${field}`),
);

function query(names: string[]): fc.Arbitrary<string> {
  const known = fc.constantFrom('search', 'x', 'filter_by[tags][]', 'tags[0]', ...names);
  const pairs = fc.array(fc.tuple(fc.oneof({ weight: 5, arbitrary: known }, unencoded), queryValue), {
    maxLength: 5,
  });
  return fc.oneof(
    fc.constant(''),
    pairs.map((found) => `?${found.map(([name, value]) => `${name}=${value}`).join('&')}`),
  );
}

const headerText = fc
  .array(
    fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f),
    { maxLength: 40 },
  )
  .map((codes) => String.fromCharCode(...codes));
const userAgent = fc.oneof(
  fc.constantFrom(EARLY_SDK, 'curl/8', 'speakeasy-sdk/typescript 4.15.11 2.8 1.0 @orq-ai/node', ''),
  fc.tuple(fc.nat(9), fc.nat(20)).map(([major, minor]) => `speakeasy-sdk/typescript ${major}.${minor}.0`),
  headerText,
);
const otherHeaders = fc.dictionary(
  fc.constantFrom(
    ...[
      'accept',
      'accept-encoding',
      'content-type',
      'content-encoding',
      'cookie',
      'expect-ct',
      'if-match',
      'idempotency-key',
    ],
    ...[
      'if-none-match',
      'if-modified-since',
      'origin',
      'range',
      'x-forwarded-host',
      'x-http-method-override',
    ],
    ...['x-request-id', 'x-api-key', 'sec-fetch-site'],
  ),
  fc.oneof(
    headerText,
    fc.constantFrom('*', '"a", W/"b"', 'gzip', 'application/xml', 'text/plain;charset=latin1'),
  ),
  { maxKeys: 4 },
);
const authorization = fc.oneof(
  { weight: 12, arbitrary: fc.constant(`Bearer ${TEST_KEY}`) },
  { weight: 1, arbitrary: headerText },
  {
    weight: 1,
    arbitrary: fc.constantFrom('Bearer', 'Basic eDp5', `Bearer  ${TEST_KEY} `, `Bearer ${TEST_KEY} x`),
  },
);

const jsonValue = fc.jsonValue({ noUnicodeString: false, maxDepth: 3 });
/** Members that come close to an identity, right and wrong alike. */
export const nearIdentity: fc.Arbitrary<object> = fc.record(
  {
    external_id: fc.oneof(
      fc.constantFrom(...SHARED_IDS),
      text,
      fc.string({ minLength: 118, maxLength: 122 }),
      jsonValue,
    ),
    display_name: fc.oneof(text, fc.constant(null), jsonValue),
    email: fc.oneof(fc.emailAddress(), fc.constantFrom('', null, 'a@b', 'a@b.co'), text, jsonValue),
    avatar_url: fc.oneof(
      fc.webUrl(),
      fc.constantFrom('', null, 'HTTPS://a.b/c', 'http:a', 'http://', 'javascript:alert(1)', 'ftp://a.b'),
      text,
      jsonValue,
    ),
    tags: fc.oneof(fc.array(text, { maxLength: 4 }), fc.constant(null), jsonValue),
    metadata: fc.oneof(fc.dictionary(text, jsonValue, { maxKeys: 4 }), fc.constant(null), jsonValue),
    id: jsonValue,
  },
  { requiredKeys: [] },
);
/** Members that keep every rule, of identities that requests share: so that calls also succeed, collide and follow. */
const goodIdentity: fc.Arbitrary<object> = fc.record(
  {
    external_id: fc.constantFrom(...SHARED_IDS),
    display_name: fc.option(fc.string({ unit: 'grapheme' })),
    email: fc.constantFrom('', null, 'ada@example.com'),
    avatar_url: fc.constantFrom('', null, 'https://example.com/a.png'),
    tags: fc.array(fc.string({ unit: 'grapheme', maxLength: 5 }), { maxLength: 4 }),
    metadata: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }),
  },
  { requiredKeys: ['external_id'] },
);
const count = fc.oneof(fc.nat(5), fc.constantFrom(-1, 0.5, 1e15, null), jsonValue);
/** A report of use, right or close to it. */
const nearUsage: fc.Arbitrary<object> = fc.record(
  {
    requests: count,
    failed_requests: count,
    tokens: count,
    cost: fc.oneof(fc.double({ min: -1, max: 2e6, noNaN: true }), jsonValue),
    time: fc.oneof(
      fc.date({ noInvalidDate: true }).map((time) => time.toISOString()),
      fc.constantFrom('2026-02-30T00:00:00Z', '2026-11-20', null),
      jsonValue,
    ),
  },
  { requiredKeys: ['requests'] },
);
const instant = fc.oneof(
  fc.date({ noInvalidDate: true }).map((time) => time.toISOString()),
  fc.integer({ min: 0, max: 200 }).map((day) => new Date(Date.UTC(2026, 4, day)).toISOString()),
  fc.constantFrom('2026-11-20T00:00:00+05:45', '2026-11-20', null),
);
const reportedField = fc.oneof({ weight: 8, arbitrary: fc.constant('identity') }, fc.constant('model'), text);
/** A report that is asked for, right or close to it. */
const nearReport: fc.Arbitrary<object> = fc.record(
  {
    metric: fc
      .oneof(
        {
          weight: 9,
          arbitrary: fc.constantFrom('requests', 'tokens', 'cost', 'errors', 'error_rate', 'usage'),
        },
        fc.constantFrom('latency.p95', 'x'),
      )
      .map((name) => `genai.${name}`),
    from: instant,
    to: instant,
    grain: fc.constantFrom('auto', 'minute', 'hour', 'day', null, 'week'),
    group_by: fc.oneof(fc.array(reportedField, { maxLength: 2 }), jsonValue),
    filters: fc.array(
      fc.record({
        field: reportedField,
        op: fc.constantFrom('eq', 'neq', 'in', 'not_in'),
        values: fc.array(fc.oneof(fc.constantFrom(...SHARED_IDS), text, ulid), { maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
    limit: count,
    time_zone: fc.constantFrom(
      '',
      'UTC',
      'Pacific/Kiritimati',
      'Australia/Lord_Howe',
      'Moon/Crater',
      '\u0000',
    ),
    include_totals: fc.boolean(),
    mode: fc.constantFrom('timeseries', 'scalar', null),
    sort: fc.constantFrom('asc', 'desc', null),
  },
  { requiredKeys: ['metric', 'from', 'to'] },
);
/** A budget of an identity that requests share, right or close to it. */
const nearBudget: fc.Arbitrary<object> = fc.record(
  {
    scope: fc.oneof(
      fc.constantFrom(...SHARED_IDS).map((id) => ({ identity: { identity_external_id: id } })),
      jsonValue,
    ),
    limits: fc.oneof(
      fc.record({
        period: fc
          .constantFrom('DAILY', 'MONTHLY', 'ONE_TIME', 'X')
          .map((period) => `BUDGET_PERIOD_${period}`),
        amount: fc.oneof(fc.double({ min: -1, max: 2e9, noNaN: true }), fc.constant(null)),
        token_limit: count,
      }),
      jsonValue,
    ),
    rate_limit: fc.oneof(fc.record({ requests_per_minute: count }), jsonValue),
    is_active: fc.oneof(fc.boolean(), jsonValue),
    expires_at: fc.oneof(
      fc.date({ noInvalidDate: true }).map((time) => time.toISOString()),
      fc.constantFrom('9999-12-31T23:59:59-14:00', '0000-01-01T00:00:00Z', null),
      jsonValue,
    ),
    alerts: fc.oneof(
      fc.array(fc.record({ threshold_percent: count, notifier_ids: fc.array(text, { maxLength: 3 }) })),
      jsonValue,
    ),
    clear_expires_at: fc.boolean(),
  },
  { requiredKeys: ['scope', 'limits'] },
);
const body = fc.oneof(
  { weight: 1, arbitrary: fc.constant(undefined) },
  { weight: 6, arbitrary: goodIdentity.map((members) => JSON.stringify(members)) },
  { weight: 4, arbitrary: nearIdentity.map((members) => JSON.stringify(members)) },
  { weight: 3, arbitrary: nearUsage.map((members) => JSON.stringify(members)) },
  { weight: 3, arbitrary: nearReport.map((members) => JSON.stringify(members)) },
  { weight: 3, arbitrary: nearBudget.map((members) => JSON.stringify(members)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', ' ', '{', '[]', 'null', '{"external_id":"a"}{}', `${'['.repeat(600)}`),
  },
);

/** Any request to an operation: odd ids, queries, headers, agents and bodies, mostly with the right key. */
export function anyRequest({ method, path, parameters }: ServedOperation): fc.Arbitrary<RawRequest> {
  return fc
    .record({ segment, query: query(parameters), userAgent, otherHeaders, authorization, body })
    .map((parts) => ({
      method,
      path: path.replace('{id}', () => parts.segment) + parts.query,
      headers: { ...parts.otherHeaders, authorization: parts.authorization, 'user-agent': parts.userAgent },
      ...(parts.body !== undefined && method !== 'GET' && { body: parts.body }),
    }));
}
