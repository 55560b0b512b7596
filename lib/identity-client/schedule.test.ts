import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdentityClient } from './client';
import { CLIENT_LIMITS } from './limits';
import { backoffMs, RetryBudget, retryAfterMs } from './retry';

/** One attempt as the upstream meets it: a status, maybe with a wait it asks for, or a broken connection. */
type Attempt = { status: number; after?: [header: string, value: string, milliseconds: number] };

const after = fc.oneof(
  fc.nat(15_000).map((ms): Attempt['after'] => ['retry-after-ms', String(ms), ms]),
  fc.nat(15).map((seconds): Attempt['after'] => ['retry-after', String(seconds), seconds * 1000]),
);
const attempt = fc.record(
  {
    status: fc.constantFrom(200, 0, 400, 401, 403, 404, 408, 429, 500, 501, 502, 503, 504),
    after,
  },
  { requiredKeys: ['status'] },
);
/** 0 stands for a broken connection. */
const REPEATED = new Set([0, 408, 429, 500, 502, 503, 504]);

/** A client whose time passes only while it waits. */
function probe(attempts: readonly Attempt[], random: () => number) {
  const clock = { now: 0 };
  const waits: number[] = [];
  let sent = 0;
  const client = createIdentityClient({
    baseUrl: 'http://upstream.localhost',
    apiKey: 'key',
    now: () => clock.now,
    random,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      clock.now += milliseconds;
    },
    fetch: async () => {
      const { status, after } = attempts[sent] ?? { status: 200 };
      sent += 1;
      if (status === 0) throw new TypeError('fetch failed');
      return Response.json(
        { data: [], has_more: false },
        { status, ...(after && { headers: { [after[0]]: after[1] } }) },
      );
    },
  });
  return { client, waits, sent: () => sent };
}

test('a read is sent as often, and after just the waits, that the rules give', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(attempt, { minLength: 1, maxLength: 5 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      async (attempts, chance) => {
        const { client, waits, sent } = probe(attempts, () => chance);
        await client.list({ limit: 10 });

        const expected: number[] = [];
        let left = CLIENT_LIMITS.deadlineMs;
        for (const [at, { status, after }] of attempts.entries()) {
          if (!REPEATED.has(status) || at + 1 === CLIENT_LIMITS.attempts) break;
          // A broken connection carries no header.
          const wait =
            (status === 0 ? undefined : after?.[2]) ?? Math.floor(chance * Math.min(2_000, 200 * 2 ** at));
          if (wait >= left) break;
          left -= wait;
          expected.push(wait);
        }
        expect(waits).toEqual(expected);
        expect(sent()).toBe(expected.length + 1);
      },
    ),
    { numRuns: 300 },
  ));

test('a change is sent once, whatever is answered', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(attempt, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('create', 'update', 'delete'),
      async (attempts, operation) => {
        const { client, waits, sent } = probe(attempts, Math.random);
        if (operation === 'create') await client.create({ external_id: 'x' });
        else if (operation === 'update') await client.update('x', { display_name: 'X' });
        else await client.delete('x');
        expect(sent()).toBe(1);
        expect(waits).toEqual([]);
      },
    ),
  ));

test('a wait by chance is anything from nothing to twice the one before, at most two seconds', () =>
  fc.assert(
    fc.property(
      fc.nat(40),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (count, chance) => {
        const wait = backoffMs(count, () => chance);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThan(Math.min(2_000, 200 * 2 ** count));
        expect(backoffMs(count, () => 0)).toBe(0);
      },
    ),
  ));

test('any text of a header gives a wait in whole milliseconds or none', () =>
  fc.assert(
    fc.property(
      fc.constantFrom('retry-after', 'retry-after-ms'),
      fc.oneof(
        fc.stringMatching(/^[\x20-\x7e]*$/),
        fc.integer().map(String),
        fc.float({ noNaN: true }).map(String),
        fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      ),
      (name, text) => {
        const wait = retryAfterMs(new Headers({ [name]: text }), 0);
        if (wait === undefined) return;
        expect(Number.isInteger(wait)).toBe(true);
        expect(wait).toBeGreaterThanOrEqual(0);
      },
    ),
  ));

test('repeats of any minute stay within a tenth of its calls, or ten', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(5_000), fc.nat(4)), { maxLength: 200 }), (steps) => {
      let now = 0;
      const budget = new RetryBudget(() => now);
      const calls: number[] = [];
      const repeats: number[] = [];
      for (const [pass, asks] of steps) {
        now += pass;
        budget.noteCall();
        calls.push(now);
        for (let ask = 0; ask < asks; ask += 1) if (budget.take()) repeats.push(now);
        const inLastMinute = (times: number[]) => times.filter((at) => at > now - 60_000).length;
        expect(inLastMinute(repeats)).toBeLessThanOrEqual(Math.max(10, inLastMinute(calls) / 10 + 1));
      }
    }),
  ));
