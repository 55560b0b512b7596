import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Breaker, BREAKER_LIMITS, type BreakerResult, type Pass } from './breaker';

const { inARow, latest, openMs } = BREAKER_LIMITS;

function made() {
  const clock = { now: 1_000_000 };
  const breaker = new Breaker(() => clock.now);
  const send = (...results: BreakerResult[]) => {
    for (const result of results) {
      const pass = breaker.ask();
      if (pass === undefined) return false;
      breaker.report(pass, result);
    }
    return true;
  };
  return { clock, breaker, send };
}
const times = (count: number, result: BreakerResult) => Array.from({ length: count }, () => result);

test('five failures in a row open it, four do not, and an answer starts the count anew', () => {
  const { breaker, send } = made();
  send(...times(4, 'failed'), 'answered', ...times(4, 'failed'));
  expect(breaker.waitMs()).toBe(0);
  send('failed');
  expect(breaker.waitMs()).toBe(openMs);
  expect(breaker.ask()).toBeUndefined();
});

test('half of the last twenty open it, never before there are twenty', () => {
  const { breaker, send } = made();
  for (let pair = 0; pair < 9; pair += 1) send('failed', 'answered');
  send('failed');
  expect(breaker.waitMs()).toBe(0);
  send('answered');
  expect(breaker.waitMs()).toBe(openMs);
});

test('a limit reached and requests that were given up count for nothing', () => {
  const { breaker, send } = made();
  send(...times(4, 'failed'), ...times(30, 'limited'), ...times(30, 'unclear'));
  expect(breaker.waitMs()).toBe(0);
  send('failed');
  expect(breaker.waitMs()).toBe(openMs);
});

test('after ten seconds one probe goes; its answer closes, its failure keeps it open for another ten', () => {
  const { breaker, clock, send } = made();
  send(...times(5, 'failed'));
  clock.now += openMs - 1;
  expect(breaker.ask()).toBeUndefined();
  clock.now += 1;
  const probe = breaker.ask();
  expect(probe).toBeDefined();
  expect(breaker.ask()).toBeUndefined();
  if (probe !== undefined) breaker.report(probe, 'failed');
  expect(breaker.waitMs()).toBe(openMs);
  clock.now += openMs;
  expect(send('answered')).toBe(true);
  expect(send(...times(4, 'failed'))).toBe(true);
  expect(breaker.waitMs()).toBe(0);
});

test('a probe that was given up makes room for the next', () => {
  const { breaker, clock, send } = made();
  send(...times(5, 'failed'));
  clock.now += openMs;
  send('unclear');
  expect(breaker.ask()).toBeDefined();
});

test('what was sent before it opened neither closes it nor keeps it open for longer', () => {
  const { breaker, clock, send } = made();
  const early = breaker.ask();
  send(...times(5, 'failed'));
  clock.now += 4_000;
  if (early !== undefined) breaker.report(early, 'answered');
  expect(breaker.waitMs()).toBe(openMs - 4_000);
});

test('a look-up that must not wait goes through, and its answer closes it', () => {
  const { breaker, send } = made();
  send(...times(5, 'failed'));
  breaker.report(breaker.askAnyway(), 'failed');
  expect(breaker.waitMs()).toBe(openMs);
  breaker.report(breaker.askAnyway(), 'answered');
  expect(breaker.waitMs()).toBe(0);
});

test('a clock that is set back does not keep it open for longer', () => {
  const { breaker, clock, send } = made();
  send(...times(5, 'failed'));
  clock.now -= 3_600_000;
  expect(breaker.waitMs()).toBe(openMs);
});

/** The rules once more, written down as plainly as they read: a list of results and an instant. */
class Model {
  results: boolean[] = [];
  openUntil: number | undefined;

  count(result: BreakerResult, now: number): void {
    if (result === 'limited' || result === 'unclear') return;
    this.results.push(result === 'failed');
    const tail = this.results.slice(-latest);
    const streak = this.results.slice(-inARow);
    const opens =
      (streak.length === inARow && streak.every(Boolean)) ||
      (tail.length === latest && tail.filter(Boolean).length >= latest / 2);
    if (opens) this.openUntil = now + openMs;
  }
  close(): void {
    this.results = [];
    this.openUntil = undefined;
  }
}

const result = fc.constantFrom<BreakerResult>('answered', 'failed', 'failed', 'limited', 'unclear');
const event = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('send' as const), result }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('wait' as const), ms: fc.nat(12_000) }) },
  // Several at once: one may be the probe, the others are refused.
  { weight: 1, arbitrary: fc.record({ does: fc.constant('race' as const), results: fc.array(result) }) },
);

test('whatever happens, it is as open as the rules say and never lets two probes go', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 120 }), (events) => {
      const { breaker, clock } = made();
      const model = new Model();
      const isRefused = () => model.openUntil !== undefined && clock.now < model.openUntil;
      const settle = (passes: [Pass, BreakerResult][]) => {
        const wasOpen = model.openUntil !== undefined;
        for (const [pass, told] of passes) {
          // Of several requests that left together, those that come back after it opened say nothing any more.
          if (wasOpen) {
            if (told === 'failed') model.openUntil = clock.now + openMs;
            else if (told !== 'unclear') model.close();
          } else if (model.openUntil === undefined) model.count(told, clock.now);
          breaker.report(pass, told);
        }
      };
      for (const step of events) {
        if (step.does === 'wait') clock.now += step.ms;
        else {
          const results = step.does === 'send' ? [step.result] : step.results;
          const passes: [Pass, BreakerResult][] = [];
          for (const told of results) {
            const refused = isRefused() || (model.openUntil !== undefined && passes.length > 0);
            const pass = breaker.ask();
            expect(pass === undefined).toBe(refused);
            if (pass !== undefined) passes.push([pass, told]);
          }
          settle(passes);
        }
        const wait = breaker.waitMs();
        expect(wait).toBe(Math.max(0, (model.openUntil ?? 0) - clock.now));
      }
    }),
    { numRuns: 500 },
  );
});
