import 'server-only';

/** A file's contents as they stream by, in pieces of `size` bytes: where pieces end must not matter. */
export async function* bytes(text: string | Buffer, size = 64 * 1024): AsyncGenerator<Buffer> {
  const whole = typeof text === 'string' ? Buffer.from(text) : text;
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
}

/** All items of a stream. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
