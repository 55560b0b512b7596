import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LookUpLine } from '@/lib/identity/looked-up';
import { keepValues, keptValuesOf } from './kept-values';
import { choose, goOn, lookUpAgain, presentRun, showValues, stopRun, subscribeToRun } from './look-up-run';

/** What was asked for, request by request, and the ends of the answers. */
let asked: string[][] = [];
let answers: ReadableStreamDefaultController<Uint8Array>[] = [];

beforeEach(() => {
  asked = [];
  answers = [];
  vi.stubGlobal('fetch', async (_path: string, { body, signal }: { body: string; signal: AbortSignal }) => {
    asked.push((JSON.parse(body) as { values: string[] }).values);
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        answers.push(controller);
        signal.addEventListener('abort', () => controller.error(signal.reason));
      },
    });
    return new Response(stream, { headers: { 'Content-Type': 'application/x-ndjson' } });
  });
});
afterEach(() => {
  stopRun();
  vi.unstubAllGlobals();
});

const none = (value: string): LookUpLine => ({ value, result: { state: 'not-found' } });
const down = (value: string): LookUpLine => ({
  value,
  result: {
    state: 'failed',
    error: { kind: 'unreachable', reason: 'connection', message: '', outcomeUnknown: false },
  },
});
const tell = async (lines: LookUpLine[], at = answers.length - 1) => {
  await vi.waitFor(() => expect(answers[at]).toBeDefined());
  answers[at]?.enqueue(new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
};
const until = (status: string) => vi.waitFor(() => expect(presentRun()?.status).toBe(status));
const known = () => [...(presentRun()?.results.keys() ?? [])];

test('what is known is shown as it comes, and each meaning is asked for once', async () => {
  lookUpAgain('op', ['a', 'b', 'a']);
  expect(presentRun()?.status).toBe('running');
  await tell([none('a')], 0);
  await vi.waitFor(() => expect(known()).toEqual(['a']));
  expect(asked).toEqual([['a', 'b']]);
  await tell([none('b')]);
  answers[0]?.close();
  await until('done');
});

test('an answer that is cut off is not taken for a whole one; going on asks for the rest only', async () => {
  lookUpAgain('op', ['a', 'b', 'c']);
  await tell([none('a'), down('b')], 0);
  answers[0]?.close();
  await until('broken');
  void goOn();
  await tell([none('b'), none('c')], 1);
  answers[1]?.close();
  await until('done');
  expect(asked[1]?.toSorted()).toEqual(['b', 'c']);
});

test('a run that was stopped tells no more, and goes on with what is left', async () => {
  lookUpAgain('op', ['a', 'b']);
  await tell([none('a')], 0);
  await vi.waitFor(() => expect(known()).toEqual(['a']));
  stopRun();
  expect(presentRun()?.status).toBe('stopped');
  void goOn();
  await vi.waitFor(() => expect(asked).toEqual([['a', 'b'], ['b']]));
});

test('the same values of the same operator go on, others begin anew', async () => {
  lookUpAgain('op', ['a']);
  await tell([none('a')], 0);
  answers[0]?.close();
  await until('done');
  choose('a', 'x');
  showValues('op', ['a']);
  expect(presentRun()?.chosen.get('a')).toBe('x');
  showValues('other', ['a']);
  expect(presentRun()?.chosen.size).toBe(0);
  await vi.waitFor(() => expect(asked).toHaveLength(2));
});

test('five hundred answers do not draw the page five hundred times', async () => {
  const values = Array.from({ length: 500 }, (_, at) => `user_${at}`);
  lookUpAgain('op', values);
  const heard = vi.fn();
  const leave = subscribeToRun(heard);
  for (const value of values) await tell([none(value)], 0);
  answers[0]?.close();
  await until('done');
  leave();
  expect(known()).toEqual(values);
  expect(heard.mock.calls.length).toBeLessThan(100);
});

test('values are kept with the entry of the history, for whoever pasted them', () => {
  window.history.replaceState({ router: 1 }, '');
  keepValues('op', ['a', 'b']);
  expect(window.history.state).toMatchObject({ router: 1 });
  expect(keptValuesOf('op')).toEqual(['a', 'b']);
  expect(keptValuesOf('other')).toBeUndefined();
});
