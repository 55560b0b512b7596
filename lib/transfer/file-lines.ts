import 'server-only';

/** A line without its end; its bytes are `undefined` when it is longer than the limit. */
export type FileLine = { line: number; bytes: Buffer | undefined };

const LINE_FEED = 0x0a;

/**
 * Splits a byte stream at line feeds, and holds no more than one line: Node's `readline` also splits at U+2028 and
 * U+2029, which may stand in JSON, and has no limit for a file without line ends.
 */
export async function* fileLines(chunks: AsyncIterable<Buffer>, bytesMax: number): AsyncGenerator<FileLine> {
  let line = 1;
  let parts: Buffer[] = [];
  let size = 0;
  const add = (part: Buffer) => {
    size += part.length;
    if (size <= bytesMax) parts.push(part);
    else parts = [];
  };
  const take = (): FileLine => {
    const taken = { line, bytes: size <= bytesMax ? Buffer.concat(parts) : undefined };
    line += 1;
    parts = [];
    size = 0;
    return taken;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      add(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
  if (size > 0) yield take();
}
