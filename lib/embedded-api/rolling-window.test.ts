import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rollingWindow, WINDOW_MS } from './rolling-window';

it('admits at most the limit in any 60 seconds, and refuses nobody while there is room', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.constantFrom(0, 1, 9_999, 20_000, 59_999, 60_000, 200_000), { maxLength: 60 }),
      (limit, steps) => {
        const ask = rollingWindow(limit);
        const admitted: number[] = [];
        let now = 0;
        for (const step of steps) {
          now += step;
          const recent = admitted.filter((time) => time > now - WINDOW_MS);
          const state = ask(now);
          expect(state.admitted).toBe(recent.length < limit);
          if (state.admitted) {
            admitted.push(now);
            recent.push(now);
          }
          expect(state).toMatchObject({
            remaining: limit - recent.length,
            freeAt: (recent[0] ?? NaN) + WINDOW_MS,
          });
        }
      },
    ),
  );
});

it('admits again at the very moment it named', () => {
  const ask = rollingWindow(2);
  ask(1_000);
  ask(5_000);
  const { admitted, freeAt } = ask(30_000);
  expect([admitted, freeAt]).toEqual([false, 61_000]);
  expect(ask(freeAt - 1).admitted).toBe(false);
  expect(ask(freeAt)).toEqual({ admitted: true, remaining: 0, freeAt: 65_000 });
});
