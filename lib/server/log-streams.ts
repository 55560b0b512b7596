import 'server-only';
import type { Writable } from 'node:stream';

/**
 * Lets the process outlive whoever reads its output. A pipe that is closed at the other end makes an error of every line
 * written to it; an error nobody hears of is printed, which is another line: the process would do nothing else.
 */
export function outliveReaders(streams: readonly Writable[] = [process.stdout, process.stderr]): void {
  for (const stream of streams) stream.on('error', () => {});
}
