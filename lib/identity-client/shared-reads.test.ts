import { expect, test } from 'vitest';
import { SharedReads } from './shared-reads';

/** A read that a test ends by hand. */
function held() {
  const begun: { signal: AbortSignal; answer: (text: string) => void }[] = [];
  const begin = (signal: AbortSignal) =>
    new Promise<string>((answer) => {
      begun.push({ signal, answer });
    });
  return { begun, begin };
}

test('the same read at the same time is one, and everybody has its answer', async () => {
  const reads = new SharedReads<string>();
  const { begun, begin } = held();
  const both = Promise.all([reads.read('a', undefined, begin), reads.read('a', undefined, begin)]);
  begun[0]?.answer('one');
  expect(await both).toEqual(['one', 'one']);
  expect(begun).toHaveLength(1);
});

test('what is over is not handed out again, other keys are other reads', async () => {
  const reads = new SharedReads<string>();
  const { begun, begin } = held();
  const first = reads.read('a', undefined, begin);
  void reads.read('b', undefined, begin);
  begun[0]?.answer('one');
  await first;
  void reads.read('a', undefined, begin);
  expect(begun).toHaveLength(3);
});

test('one who leaves disturbs nobody; once all have left the request is given up', async () => {
  const reads = new SharedReads<string>();
  const { begun, begin } = held();
  const leaving = new AbortController();
  const staying = new AbortController();
  const left = reads.read('a', leaving.signal, begin);
  const stayed = reads.read('a', staying.signal, begin);
  leaving.abort(new Error('left'));
  await expect(left).rejects.toThrow('left');
  expect(begun[0]?.signal.aborted).toBe(false);
  staying.abort(new Error('left too'));
  await expect(stayed).rejects.toThrow('left too');
  expect(begun[0]?.signal.aborted).toBe(true);
  void reads.read('a', undefined, begin);
  expect(begun).toHaveLength(2);
});

test('after a change nobody joins what was asked before it', async () => {
  const reads = new SharedReads<string>();
  const { begun, begin } = held();
  const before = reads.read('a', undefined, begin);
  reads.forget();
  const after = reads.read('a', undefined, begin);
  begun[0]?.answer('old');
  begun[1]?.answer('new');
  expect([await before, await after]).toEqual(['old', 'new']);
});

test('a failure is everybody’s, and is forgotten', async () => {
  const reads = new SharedReads<string>();
  const failing = () => Promise.reject(new Error('broken'));
  const both = [reads.read('a', undefined, failing), reads.read('a', undefined, failing)];
  for (const one of both) await expect(one).rejects.toThrow('broken');
  expect(await reads.read('a', undefined, async () => 'again')).toBe('again');
});
