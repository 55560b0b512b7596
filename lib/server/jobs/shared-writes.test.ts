import { expect, test } from 'vitest';
import { SharedWrites } from './shared-writes';

/** Writes that are let through one by one. */
function heldWrites() {
  const written: number[][] = [];
  const held: { resolve: () => void; reject: (reason: Error) => void }[] = [];
  const writes = new SharedWrites<number>((rows) => {
    written.push([...rows]);
    return new Promise<void>((resolve, reject) => held.push({ resolve, reject }));
  });
  return { writes, written, held };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const turns = async () => {
  for (let at = 0; at < 5; at += 1) await turn();
};

test('what is added at the same time goes in one statement, what comes meanwhile in the next', async () => {
  const { writes, written, held } = heldWrites();
  const stored: number[] = [];
  const add = (row: number) => writes.add(row).then(() => stored.push(row));
  const all = [add(1), add(2)];
  await turns();
  all.push(add(3));
  await turns();
  all.push(add(4));
  await turns();
  expect([written, stored]).toEqual([[[1, 2]], []]);
  held[0]?.resolve();
  await turns();
  expect([written, stored]).toEqual([
    [
      [1, 2],
      [3, 4],
    ],
    [1, 2],
  ]);
  held[1]?.resolve();
  await Promise.all(all);
  expect(stored).toEqual([1, 2, 3, 4]);
});

test('a statement that fails fails for those that went with it, and for nobody after them', async () => {
  const { writes, written, held } = heldWrites();
  const first = [writes.add(1), writes.add(2)].map((added) => expect(added).rejects.toThrow('full'));
  await turns();
  const next = writes.add(3);
  held[0]?.reject(new Error('full'));
  await Promise.all(first);
  await turns();
  held[1]?.resolve();
  await next;
  expect(written).toEqual([[1, 2], [3]]);
});
