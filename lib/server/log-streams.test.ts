import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { outliveReaders } from './log-streams';

it('a line that nobody can read any more is no failure of the process', () => {
  const closed = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  const stream = new PassThrough();
  // Without a listener this throws, as Node makes an uncaught exception of it.
  expect(() => stream.emit('error', closed)).toThrow('EPIPE');
  outliveReaders([stream]);
  expect(stream.emit('error', closed)).toBe(true);
});
