import { expect, test } from 'vitest';
import { createPlaces } from './places';

function heldWork() {
  const started: number[] = [];
  const ends = new Map<number, (failed: boolean) => void>();
  const work = (id: number) => () => {
    started.push(id);
    return new Promise<number>((resolve, reject) => {
      ends.set(id, (failed) => (failed ? reject(new Error('failed')) : resolve(id)));
    });
  };
  return { started, work, end: (id: number, failed = false) => ends.get(id)?.(failed) };
}

test('runs two, lets one wait, turns the next away', async () => {
  const { started, work, end } = heldWork();
  const places = createPlaces(2, 1);
  const first = places(work(1));
  places(work(2));
  const third = places(work(3));
  expect(places(work(4))).toBeUndefined();
  expect(started).toEqual([1, 2]);
  end(1);
  expect(await first).toBe(1);
  await expect.poll(() => started).toEqual([1, 2, 3]);
  end(3);
  expect(await third).toBe(3);
});

test('work that fails leaves its place, and those who wait go in turn', async () => {
  const { started, work, end } = heldWork();
  const places = createPlaces(1, 2);
  const first = places(work(1));
  const second = places(work(2));
  places(work(3));
  end(1, true);
  await expect(first).rejects.toThrow('failed');
  await expect.poll(() => started).toEqual([1, 2]);
  end(2);
  await second;
  await expect.poll(() => started).toEqual([1, 2, 3]);
});
