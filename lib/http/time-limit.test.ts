import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, it } from 'vitest';
import { timeLimit } from './time-limit';

it('ends with a TimeoutError', async () => {
  const { signal } = timeLimit(1);
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  expect(signal.reason).toBeInstanceOf(DOMException);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

it('never ends once it is released', async () => {
  const [released, other] = [timeLimit(1), timeLimit(2)];
  released.release();
  await new Promise((resolve) => other.signal.addEventListener('abort', resolve));
  expect(released.signal.aborted).toBe(false);
});

it('keeps nothing of the request it was made in, which holds it', async () => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('No collection can be asked for.');
  const requests = new AsyncLocalStorage<{ signal?: AbortSignal }>();
  const collected = new Set<number>();
  const registry = new FinalizationRegistry<number>((n) => collected.add(n));
  const serve = async (n: number) => {
    const request: { signal?: AbortSignal } = {};
    registry.register(request, n);
    await requests.run(request, async () => {
      const limit = timeLimit(60_000);
      request.signal = limit.signal;
      await Promise.resolve();
      limit.release();
    });
  };
  for (let n = 0; n < 20; n += 1) await serve(n);
  await expect
    .poll(() => {
      collect();
      return collected.size;
    })
    .toBeGreaterThan(15);
});
